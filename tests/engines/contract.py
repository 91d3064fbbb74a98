"""What every engine must do. A test class derives from `EngineContract` and says how its engine is built."""

from __future__ import annotations

from tests.engines.contract_answers import AnswerContract
from tests.engines.contract_laws import LawContract
from tests.engines.contract_matching import MatchingContract
from tests.engines.contract_ranking import RankingContract
from tests.engines.contract_updates import UpdateContract


class EngineContract(MatchingContract, RankingContract, AnswerContract, UpdateContract, LawContract):
    """The whole contract; override `make`."""
