//! What was passed over or mended while figures were read.

use std::ops::Range;

use crate::schema::Code;

/// A place in clean text that a person may want to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doubt {
    pub(crate) range: Range<usize>,
    pub(crate) code: Code,
    /// One sentence for a person.
    pub(crate) said: String,
}

impl Doubt {
    /// A figure that a guard stopped.
    pub(super) fn skipped(range: Range<usize>, guard: &str) -> Self {
        Self { range, code: Code::Skipped, said: format!("this figure is no target: {guard}") }
    }

    /// 覆盖率达到60: recognition lost the sign.
    pub(super) fn lost_sign(range: Range<usize>) -> Self {
        Self { range, code: Code::Repaired, said: "a rate without its sign was read as %".to_owned() }
    }

    /// 国家级、省级、市级孵化器分别达到3家、12家
    pub(super) fn unpaired(range: Range<usize>, names: usize, values: usize) -> Self {
        let said = format!("{names} names stand before {values} values, which were not paired");
        Self { range, code: Code::Unpaired, said }
    }
}
