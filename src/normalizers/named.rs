//! The five plans that the crate is named for, and any other.

use std::sync::LazyLock;

use super::{Normalizer, Profile};

/// Defines a normalizer by its profile in `profiles/`.
macro_rules! normalizer {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $name;

        impl Normalizer for $name {
            fn profile(&self) -> &Profile {
                static PROFILE: LazyLock<Profile> = LazyLock::new(|| {
                    // OK because the profile is part of the crate and a test reads it.
                    #[allow(clippy::expect_used, reason = "the profile is part of the crate and a test reads it")]
                    Profile::from_toml($file, include_str!(concat!("profiles/", $file))).expect("the profile is well-formed")
                });
                &PROFILE
            }
        }
    };
}

normalizer!(
    /// Yueyang (岳阳): a national innovative city, 2022 to 2025.
    Yueyang,
    "yueyang.toml"
);
normalizer!(
    /// Changsha, Zhuzhou and Xiangtan (长株潭): a national innovation demonstration zone, to the end of 2025.
    Changzhutan,
    "changzhutan.toml"
);
normalizer!(
    /// Linyi (临沂): a city strong in science and technology, to 2027.
    Linyi,
    "linyi.toml"
);
normalizer!(
    /// A Shanwei-style district (汕尾市城区): an innovation district, to 2026.
    ShanweiDistrict,
    "shanwei-district.toml"
);
normalizer!(
    /// Yichang (宜昌): a regional center of science and innovation, to 2025.
    Yichang,
    "yichang.toml"
);
normalizer!(
    /// A plan that nobody prepared for: everything is read from the text.
    Generic,
    "generic.toml"
);
