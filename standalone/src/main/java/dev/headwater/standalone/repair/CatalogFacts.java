package dev.headwater.standalone.repair;

import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Category;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.vod.Assets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the catalogue's items say of one another. One look over all of them, a page at a time, then what is to be done. */
final class CatalogFacts {
    private final Channels channels;
    private final Movies movies;
    private final SeriesShelf shelf;
    private final Assets assets;
    private final Categories categories;
    private final Findings findings;

    private final Map<ContentKind, Set<Integer>> thereAre = new TreeMap<>();
    private final List<Content> uncategorized = new ArrayList<>();
    private final List<Episode> episodes = new ArrayList<>();
    private final List<Integer> withoutLadder = new ArrayList<>();
    private final Set<Integer> withoutSeries = new TreeSet<>();
    private final List<Integer> forgotten = new ArrayList<>();
    private int highestContent;
    private int highestSeries;
    private int highestCategory;

    CatalogFacts(TableStore catalog, Categories categories, Findings findings) {
        this.channels = new Channels(catalog);
        this.movies = new Movies(catalog);
        this.shelf = new SeriesShelf(catalog);
        this.assets = new Assets(catalog, InstantSource.system());
        this.categories = categories;
        this.findings = findings;
    }

    /** Changes nothing. */
    void look() {
        for (ContentKind kind : ContentKind.values()) {
            Set<Integer> ids = new HashSet<>();
            categories.list(kind).forEach(category -> {
                ids.add(category.id());
                highestCategory = Math.max(highestCategory, category.id());
            });
            thereAre.put(kind, ids);
        }
        Set<String> ladders = new HashSet<>();
        channels.ladders().own().forEach(ladder -> ladders.add(ladder.name()));
        channels.forEach(channel -> {
            look(channel);
            String ladder = channel.ladder();
            if (ladder != null
                    && !ladders.contains(ladder)
                    && Ladder.preset(ladder).isEmpty()) {
                withoutLadder.add(channel.id());
            }
            highestContent = Math.max(highestContent, channel.id());
        });
        movies.forEach(movie -> {
            look(movie);
            lookAtPlayable(movie.id());
        });
        Set<Integer> series = new HashSet<>();
        shelf.forEach(one -> {
            look(one);
            series.add(one.id());
            highestSeries = Math.max(highestSeries, one.id());
        });
        shelf.forEachEpisode(episode -> {
            lookAtPlayable(episode.id());
            highestSeries = Math.max(highestSeries, episode.series());
            if (!series.contains(episode.series())) {
                withoutSeries.add(episode.series());
            }
            if (shelf.check(episode, false) != SeriesShelf.Found.BY_ITS_ID) {
                episodes.add(episode);
            }
        });
    }

    private void look(Content content) {
        highestCategory = Math.max(highestCategory, content.category());
        if (!thereAre.getOrDefault(content.kind(), Set.of()).contains(content.category())) {
            uncategorized.add(content);
        }
    }

    private void lookAtPlayable(int id) {
        highestContent = Math.max(highestContent, id);
        if (assets.isForgotten(id, false)) {
            forgotten.add(id);
        }
    }

    int highestContent() {
        return highestContent;
    }

    int highestSeries() {
        return highestSeries;
    }

    int highestCategory() {
        return highestCategory;
    }

    /** Tells what was found, and mends it where that is asked for. Ids may be drawn now. */
    void mend(Instant now) {
        uncategorized.forEach(content -> {
            if (findings.mend()) {
                place(content);
            }
            String what = content.kind() == ContentKind.LIVE
                    ? "channel"
                    : content.kind().wire();
            findings.add(
                    what + " " + content.id(), "its category is gone", "it stands in " + Category.UNCATEGORIZED, true);
        });
        withoutLadder.forEach(id -> {
            if (findings.mend()) {
                channels.change(id, channel -> channel.withLadder(Ladder.SMALL.name()));
            }
            findings.add("channel " + id, "its ladder is gone", "it has '" + Ladder.SMALL.name() + "'", true);
        });
        withoutSeries.forEach(id -> {
            if (findings.mend()) {
                Listed listed = Listed.plain("Series " + id, uncategorized(ContentKind.SERIES), now);
                shelf.save(new Series(id, listed, Details.NONE, List.of(), now));
            }
            findings.add("series " + id, "is gone, and its episodes are not", "begun anew without its name", true);
        });
        episodes.forEach(episode -> {
            boolean isTwice = shelf.check(episode, findings.mend()) == SeriesShelf.Found.ELSEWHERE_TOO;
            findings.add(
                    "episode " + episode.id(),
                    isTwice ? "stood in two places" : "was not found by its id",
                    isTwice ? "stands where its id leads" : "is found again",
                    false);
        });
        forgotten.forEach(id -> {
            assets.isForgotten(id, findings.mend());
            findings.add("film " + id, "was to be made, and nobody knew", "waits again", false);
        });
    }

    private void place(Content content) {
        int category = uncategorized(content.kind());
        Listed listed = content.listed().in(category);
        switch (content) {
            case Channel channel -> channels.save(channel.withListed(listed));
            case Movie movie ->
                movies.save(new Movie(movie.id(), listed, movie.details(), movie.source(), movie.encrypted()));
            case Series series ->
                shelf.save(new Series(series.id(), listed, series.details(), series.seasons(), series.modifiedAt()));
        }
    }

    private int uncategorized(ContentKind kind) {
        return categories.named(kind, Category.UNCATEGORIZED).id();
    }
}
