"""What is said when a file cannot be read: a code, and in both languages what is wrong and what to do."""

from typing import Final

_WORDS: Final = {
    "empty": ("文件是空的，没有内容可读。请检查后重新上传。", "The file is empty. Check it and upload it again."),
    "scan": (
        "这是扫描件，里面只有图片，没有文字。请上传原来的 .docx，或先做文字识别（OCR）再上传。",
        (
            "This is a scan: it holds pictures and no text. "
            "Upload the original .docx, or run text recognition (OCR) first."
        ),
    ),
    "encrypted": (
        "文件设有密码，打不开。请先取消密码再上传。",
        "The file is protected by a password. Remove the password and upload it again.",
    ),
    "legacy": (
        "这是旧格式文件（.doc、.wps 等），本机无法转换。请用 Word 或 WPS 打开，另存为 .docx 再上传。",
        (
            "This is an old format (.doc, .wps or the like) "
            "that cannot be converted here. Open it in "
            "Word or WPS, save it as .docx and upload that."
        ),
    ),
    "mojibake": (
        "文字是乱码，保存时编码已损坏。请回到原文件，另存为 .docx 或 UTF-8 文本再上传。",
        (
            "The text is garbled: its encoding was damaged "
            "when it was saved. Save the original again as .docx or UTF-8 text."
        ),
    ),
    "too_long": (
        "文字超过二百万字，不像一份方案。请只上传方案本身。",
        "The text is longer than 2,000,000 characters, which no plan is. Upload the plan alone.",
    ),
    "not_docx": (
        "文件名是 .docx，内容却不是 Word 文档。请用 Word 或 WPS 打开原文件，另存为 .docx 再上传。",
        (
            "The name ends in .docx but the content is "
            "no Word document. Open the original in Word or WPS and save it as .docx."
        ),
    ),
    "not_text": (
        "这不是文本文件，也不是能读的文档。请上传 .docx、有文字的 .pdf 或 .txt。",
        "This is neither text nor a document that can be read. Upload a .docx, a .pdf with text, or a .txt.",
    ),
    "no_text": (
        "文档里没有文字，可能只有图片。请上传有文字的文档，或先做文字识别（OCR）。",
        (
            "The document holds no text, perhaps only pictures. "
            "Upload one with text, or run text recognition (OCR) first."
        ),
    ),
}


class Unreadable(Exception):
    """A file that cannot be read as a plan.

    `code` is one of `empty scan encrypted legacy mojibake too_long not_docx not_text no_text`; `zh` and `en` say in
    one sentence what is wrong and what to do.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.zh, self.en = _WORDS[code]
        super().__init__(self.zh)
