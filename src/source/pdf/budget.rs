//! How much may be unpacked in all: a page may draw another stream a thousand times.

use lopdf::{DecompressError, Error, Stream};

use super::super::Source;
use super::super::decode::Failure;

/// What one use of a stream costs, however short it is.
const DRAWING: usize = 4 << 10;

/// The bytes that streams may still unpack to.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new() -> Self {
        Self(Source::MAX_BYTES as usize)
    }

    /// The content of a stream; what can be had of a damaged one.
    pub(super) fn content(&mut self, stream: &Stream) -> Result<Vec<u8>, Failure> {
        let content = match stream.get_plain_content_with_limit(self.0) {
            Ok(content) => content,
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => return Err(exceeded()),
            Err(_) => Vec::new(),
        };
        // A short stream costs too, and so does unpacking.
        self.0 = self.0.saturating_sub(content.len().max(stream.content.len()) + DRAWING);
        if self.0 == 0 { Err(exceeded()) } else { Ok(content) }
    }
}

pub(super) fn exceeded() -> Failure {
    Failure::TooLarge(Source::MAX_BYTES + 1)
}
