"""What is derived from data alone is derived once, and kept for every session that asks for the same.

Streamlit's own caches copy or hash what they are given at every call, which for short texts takes longer than the text.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from threading import Lock
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from geo.text.messages import language

_Words = ParamSpec("_Words")
_Answer = TypeVar("_Answer")


class _Versioned(Protocol):
    @property
    def version(self) -> str: ...


_Data = TypeVar("_Data", bound=_Versioned)
_Function = Callable[Concatenate[_Data, _Words], _Answer]


def kept(max_answers: int) -> Callable[[_Function[_Data, _Words, _Answer]], _Function[_Data, _Words, _Answer]]:
    """Keep the answers of a function of a data set, found again by version, language and the other arguments.

    Parameters
    ----------
    max_answers : int
        How many answers are kept; the oldest goes first.

    Notes
    -----
    Two sessions that ask at the same time get one answer: the second waits for the first. An answer is shared, so
    nobody may change it. Whatever else the answer depends on, such as the base path, must be an argument.
    """

    def keep(function: _Function[_Data, _Words, _Answer]) -> _Function[_Data, _Words, _Answer]:
        answers: OrderedDict[object, _Answer] = OrderedDict()
        lock = Lock()

        @wraps(function)
        def call(data: _Data, /, *args: _Words.args, **words: _Words.kwargs) -> _Answer:
            key = (data.version, language(), args, tuple(words.items()))
            try:
                return answers[key]
            except KeyError:
                pass
            with lock:
                if key not in answers:
                    answers[key] = function(data, *args, **words)
                    if len(answers) > max_answers:
                        answers.popitem(last=False)
                return answers[key]

        return call

    return keep
