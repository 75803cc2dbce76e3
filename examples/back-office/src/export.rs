//! Orders as XML.

use crate::Error;

/// The namespace of exports.
const NAMESPACE: &str = "urn:orders";

/// An order as the API exports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Its number.
    pub id: u64,
    /// How far it is.
    pub status: String,
    /// What was ordered, and how many.
    pub lines: Vec<(String, u32)>,
}

impl Export {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let document = roxmltree::Document::parse(text)?;
        let order = document.root_element();
        let of_name = |name: &'static str| {
            let inside = order.children();
            inside.filter(move |node| node.has_tag_name((NAMESPACE, name)))
        };
        let status = of_name("status").next().and_then(|node| node.text());
        let lines = of_name("line").map(|line| {
            let sku = line.attribute("sku").ok_or("a line without `sku`")?;
            let quantity = line.text().unwrap_or_default().trim().parse()?;
            Ok((sku.to_owned(), quantity))
        });
        Ok(Self {
            id: order
                .attribute("id")
                .ok_or("an order without `id`")?
                .parse()?,
            status: status.ok_or("an order without status")?.to_owned(),
            lines: lines.collect::<Result<_, Error>>()?,
        })
    }

    pub(crate) fn to_xml(&self) -> String {
        let lines = self.lines.iter();
        let lines = lines.map(|(sku, count)| format!("<o:line sku=\"{sku}\">{count}</o:line>"));
        format!(
            "<o:order xmlns:o=\"{NAMESPACE}\" id=\"{}\"><o:status>{}</o:status>{}</o:order>",
            self.id,
            self.status,
            lines.collect::<String>()
        )
    }
}
