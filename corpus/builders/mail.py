"""Mail messages, with fixed boundaries and the date of their front matter.

Front matter: `from`, `to`, `subject`, `date`, `message-id`, `in-reply-to`, `references`,
`encoding` (7bit, quoted-printable or base64), `html: yes` for a second version of the text,
`attach`: names below `sources/attachments/`, parted by commas.
"""
import html
import mimetypes
import re
from email import policy
from email.message import EmailMessage

HEADERS = ("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References")


def build_mail(source, attachments):
    """Return the bytes of a mail; attachments are pairs of file name and bytes."""
    message = EmailMessage(policy=policy.SMTP)
    for name in HEADERS:
        if name.lower() in source.meta:
            message[name] = source.meta[name.lower()]
    encoding = source.meta.get("encoding", "7bit")
    charset = "us-ascii" if encoding == "7bit" else "utf-8"
    message.set_content(source.body, charset=charset, cte=encoding)
    if source.meta.get("html") == "yes":
        message.add_alternative(html_version(source.body), subtype="html", cte="quoted-printable")
    for name, data in attachments:
        attach(message, name, data)
    fix_boundaries(message)
    return message.as_bytes()


def attach(message, name, data):
    """Add one attachment under its own type."""
    kind = mimetypes.MimeTypes().guess_type(name)[0] or "application/octet-stream"
    if name.endswith(".docx"):
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    main, sub = kind.split("/")
    message.add_attachment(data, maintype=main, subtype=sub, filename=name)


def fix_boundaries(message):
    """Number the boundaries, which are random otherwise."""
    for index, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_example_part_{index}")


def html_version(text):
    """The same text as simple HTML paragraphs."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    body = "\n".join(
        "<p>" + html.escape(paragraph).replace("\n", "<br>\n") + "</p>" for paragraph in paragraphs
    )
    return f"<html><head><style>p {{ margin: 1em; }}</style></head><body>\n{body}\n</body></html>\n"
