//! How much may be unpacked in all: a page may draw another stream a thousand times.

use lopdf::{DecompressError, Error, Stream};

use super::super::decode::Failure;

/// What one use of a stream costs, however short it is.
const DRAWING: usize = 4 << 10;

/// The bytes that streams may still unpack to.
pub(super) struct Budget {
    left: usize,
    limit: u64,
}

impl Budget {
    pub(super) fn new(limit: u64) -> Self {
        Self { left: usize::try_from(limit).unwrap_or(usize::MAX), limit }
    }

    /// The content of a stream; what can be had of a damaged one.
    pub(super) fn content(&mut self, stream: &Stream) -> Result<Vec<u8>, Failure> {
        let content = match stream.get_plain_content_with_limit(self.left) {
            Ok(content) => content,
            Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                return Err(exceeded(self.limit));
            }
            Err(_) => Vec::new(),
        };
        // A short stream costs too, and so does unpacking.
        self.left = self.left.saturating_sub(content.len().max(stream.content.len()) + DRAWING);
        if self.left == 0 { Err(exceeded(self.limit)) } else { Ok(content) }
    }
}

pub(super) fn exceeded(limit: u64) -> Failure {
    Failure::TooLarge { limit }
}
