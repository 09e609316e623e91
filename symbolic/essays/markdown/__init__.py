"""Markdown essays: a file with declarations at its top and a claim beside each sentence that makes one."""

from symbolic.essays.markdown.faults import Fault, UnreadableEssay
from symbolic.essays.markdown.reading import WrittenClaim, WrittenEssay, read, read_text

__all__ = ["Fault", "UnreadableEssay", "WrittenClaim", "WrittenEssay", "read", "read_text"]
