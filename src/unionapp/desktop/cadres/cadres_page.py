"""The page of cadres: posts, terms, trainings."""

from typing_extensions import override

from unionapp.desktop.cadres.post_list import PostList
from unionapp.desktop.cadres.term_list import TermList, TrainingList
from unionapp.desktop.desk import Desk
from unionapp.desktop.tabbed_page import TabbedPage


class CadresPage(TabbedPage):
    """Three lists behind tabs."""

    places = ("posts", "terms", "trainings")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "cadres/cadres")
        self.posts, self.terms = PostList(desk), TermList(desk)
        self.trainings = TrainingList(desk)
        self.add_part(self.posts, "Chức vụ")
        self.add_part(self.terms, "Nhiệm kỳ")
        self.add_part(self.trainings, "Bồi dưỡng")
        self.posts.side.done.connect(lambda _done: self.trainings.refresh())
        self.refresh()

    @override
    def go_to(self, place: object) -> None:
        super().go_to(place)
        if isinstance(place, int):
            self.tabs.setCurrentIndex(0)
            self.posts.point_to(place)
