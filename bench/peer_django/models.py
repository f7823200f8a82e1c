"""The same columns and texts, in tables as Django would lay them out."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models


class Column(models.Model):  # type: ignore[misc]
    """A column."""

    code = models.CharField(primary_key=True, max_length=31)
    title = models.CharField(max_length=30)
    place = models.IntegerField()

    class Meta:
        """The copy made by the bench."""

        managed = False
        db_table = "peer_column"


class Article(models.Model):  # type: ignore[misc]
    """A text."""

    title = models.CharField(max_length=100)
    lead = models.CharField(max_length=200)
    body = models.TextField()
    column = models.ForeignKey(Column, models.PROTECT)
    published_at = models.DateTimeField()
    words = SearchVectorField()

    class Meta:
        """The copy made by the bench."""

        managed = False
        db_table = "peer_article"
