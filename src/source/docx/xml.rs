//! XML as a walk over elements; prefixes of names are left out.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::super::decode::Failure;

/// What is done at each element.
pub(super) trait Visitor {
    fn open(&mut self, name: &str, element: &Element);
    fn close(&mut self, _name: &str) {}
    fn text(&mut self, _text: &str) {}
}

/// The start of an element.
pub(super) struct Element<'e>(BytesStart<'e>);

impl Element<'_> {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
        Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// The attribute `val`, with which Word says most.
    pub(super) fn val(&self) -> Option<String> {
        self.attribute("val")
    }

    /// The attribute `val` as a number.
    pub(super) fn number(&self) -> Option<u32> {
        self.val()?.trim().parse().ok()
    }

    /// An element that switches something is on unless its `val` says no.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off"))
    }
}

/// A part and how deep its elements may be nested.
pub(super) struct Xml {
    pub(super) text: String,
    pub(super) nesting: usize,
}

/// Visits all elements and texts of a part, in order.
pub(super) fn walk(xml: &Xml, visitor: &mut impl Visitor) -> Result<(), Failure> {
    let limit = xml.nesting;
    let mut reader = Reader::from_str(&xml.text);
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().allow_dangling_amp = true;
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > limit {
                    return Err(malformed(format!("elements nested deeper than {limit}")));
                }
                let element = Element(start);
                visitor.open(element.0.local_name().as_ref(), &element);
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                visitor.close(end.local_name().as_ref());
            }
            Ok(Event::Text(text)) => visitor.text(&text.xml10_content()),
            Ok(Event::CData(text)) => visitor.text(&text.xml10_content()),
            Ok(Event::GeneralRef(entity)) => match entity.resolve_char_ref() {
                Ok(Some(c)) => visitor.text(c.encode_utf8(&mut [0; 4])),
                _ => visitor.text(resolve_predefined_entity(&entity).unwrap_or_default()),
            },
            Ok(Event::Eof) if depth == 0 => return Ok(()),
            Ok(Event::Eof) => return Err(malformed("the XML ends inside an element".to_owned())),
            Ok(_) => {}
            Err(error) => {
                return Err(malformed(format!("XML at byte {}: {error}", reader.error_position())));
            }
        }
    }
}

pub(super) fn malformed(problem: String) -> Failure {
    Failure::Malformed { format: "docx", problem }
}
