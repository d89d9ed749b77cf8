//! Digests of five real plans, bundled to try the crate with.
//!
//! Each digest carries the figures, task names and bodies of a plan in that plan's own layout and troubles (page marks,
//! traditional script, lost brackets); its sentences are ours. They are read by the same code as any file.

use crate::Source;

/// Defines a function that gives one digest.
macro_rules! sample {
    ($(#[$doc:meta])* $name:ident, $file:literal) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name() -> Source {
            let text = include_str!(concat!("../examples/plans/", $file));
            // OK because the digest is part of the crate and a test reads it.
            #[allow(clippy::expect_used, reason = "the digest is part of the crate and a test reads it")]
            Source::from_text($file, text).expect("the digest is text")
        }
    };
}

sample!(
    /// Yueyang (岳阳), 2022 to 2025: a web page with responsibility brackets.
    yueyang,
    "yueyang.txt"
);
sample!(
    /// Changsha, Zhuzhou and Xiangtan (長株潭), to 2025: an encyclopedia page in traditional script.
    changzhutan,
    "changzhutan.txt"
);
sample!(
    /// Linyi (临沂), to 2027: a notice with lead and supporting bodies.
    linyi,
    "linyi.txt"
);
sample!(
    /// A Shanwei-style district (汕尾市城区), to 2026: a document preview with page marks and slips, cut off.
    shanwei_district,
    "shanwei-district.txt"
);
sample!(
    /// Yichang (宜昌), to 2025: a web page with boxes and without responsible bodies.
    yichang,
    "yichang.txt"
);

/// All five, in the order above.
///
/// # Examples
///
/// ```
/// for source in crossplan::samples::all() {
///     let plan = crossplan::normalizers::read(&source)?;
///     plan.validate_against(&source)?;
/// }
/// # Ok::<(), crossplan::Error>(())
/// ```
#[must_use]
pub fn all() -> [Source; 5] {
    [yueyang(), changzhutan(), linyi(), shanwei_district(), yichang()]
}
