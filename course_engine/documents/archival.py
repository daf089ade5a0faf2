"""The last pass over a PDF: also PDF/UA-1, fields drawn, plain entries that tools can read, the same bytes each time."""

import io
from collections.abc import Mapping

import pikepdf

from course_engine.documents.forms import archive_fields

# PDF/A wants each XMP property that it does not know described where it is used (ISO 19005-3, 6.6.2.3.2).
PDF_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


def archived(pdf: bytes, information: Mapping[str, str]) -> bytes:
    """Return a PDF/A-3a of WeasyPrint's as PDF/A-3a and PDF/UA-1 at once.

    Args:
        pdf: tagged, as `Press.pdf` makes it; WeasyPrint can announce one standard only.
        information: entries to add to the document information dictionary, ASCII; they are readable in
            the file's bytes as `/Key (value)`.
    """
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        metadata = document.Root.Metadata
        metadata.write(metadata.read_bytes().replace(b"</rdf:RDF>", PDF_UA + b"</rdf:RDF>", 1))
        archive_fields(document)
        for key, value in information.items():
            document.docinfo[f"/{key}"] = value
        document.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return target.getvalue()
