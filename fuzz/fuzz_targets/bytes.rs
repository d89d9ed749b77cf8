//! Any bytes are a source or an error; its text is whole and its hash that of the bytes.
#![no_main]

use crossplan::{Limits, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let limits = Limits::default().bytes(1 << 20);
    // Documents: anything behind the first bytes of a format.
    let (kind, rest) = data.split_first().unwrap_or((&0, &[]));
    let magic: &[u8] = match kind {
        0 => b"PK\x03\x04",
        1 => b"%PDF-1.7\n",
        2 => b"\xff\xfe",
        3 => b"\xfe\xff",
        _ => b"",
    };
    let framed = [magic, rest].concat();
    for bytes in [data, framed.as_slice()] {
        if let Ok(source) = Source::from_bytes_within("bytes", bytes, &limits) {
            assert!(!source.text().trim().is_empty() && !source.text().contains('\0'));
            let _ = source.line_column(data.len() / 2);
        }
    }
});
