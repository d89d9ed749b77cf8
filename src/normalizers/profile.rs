//! What is known of one place and its plan before it is read.

use serde::Deserialize;

use crate::Error;
use crate::lexicon::given;
use crate::schema::{AdminLevel, Horizon, PlanPeriod, Region};

/// Facts about a place and its plan, read from TOML.
///
/// What the text says goes before what the profile says, except for the region.
///
/// # Examples
///
/// ```
/// use crossplan::normalizers::Profile;
///
/// let profile = Profile::from_toml("qufu.toml", r#"
/// id = "qufu"
/// signature = ["曲阜", "科技"]
/// region = { name = "曲阜市", code = "370881", level = "district" }
/// period = { start = 2021, end = "2025" }
/// "#)?;
/// assert_eq!(profile.region.map(|r| r.name).as_deref(), Some("曲阜市"));
/// # Ok::<(), crossplan::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Profile {
    /// Becomes the id of the plan, and is never empty; with the id `generic` and no signature the plan takes the name of
    /// its source.
    pub id: String,
    /// Words that all stand near the top of the plan, simplified script. Empty: never detected.
    pub signature: Vec<String>,
    /// The area the plan speaks for.
    pub region: Option<Region>,
    /// The years it covers, where the text does not say.
    pub period: PlanPeriod,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    #[serde(default)]
    signature: Vec<String>,
    region: Option<WrittenRegion>,
    period: Option<WrittenPeriod>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRegion {
    name: String,
    code: Option<String>,
    level: Option<AdminLevel>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPeriod {
    start: Option<i32>,
    end: Option<Horizon>,
}

impl Profile {
    /// Reads a profile; `file` names it in errors.
    ///
    /// # Errors
    ///
    /// [`Error::Toml`] if it is malformed or has a key that is not known, [`Error::Lexicon`] if the id is empty.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Error> {
        let written: Written = given(file, text)?;
        if written.id.trim().is_empty() {
            let problem = "empty, expected an id of the plan".to_owned();
            return Err(Error::Lexicon { file: file.to_owned(), entry: "id".to_owned(), problem });
        }
        Ok(Self {
            id: written.id,
            signature: written.signature,
            region: written.region.map(|r| Region::new(r.name, r.code, r.level)),
            period: written.period.map_or_else(PlanPeriod::default, |p| PlanPeriod::new(p.start, p.end)),
        })
    }

    /// All signature words stand in `head`.
    pub(super) fn knows(&self, head: &str) -> bool {
        !self.signature.is_empty() && self.signature.iter().all(|w| head.contains(w.as_str()))
    }
}
