package dev.headwater.standalone.repair;

import dev.headwater.api.listing.PublishRequests;
import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.LineIndexes;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.hls.SweptChannels;
import dev.headwater.core.store.Key;
import dev.headwater.core.store.Tables;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** What follows from other items, brought in line with them. */
final class DerivedFacts {
    /** What was handed out and removed before the loss is not known: the next ids keep away from it. */
    private static final int UNKNOWN_IDS = 100;

    private final Tables tables;
    private final Findings findings;
    private final InstantSource clock;
    private final Channels channels;
    private final Categories categories;

    DerivedFacts(Tables tables, Findings findings, InstantSource clock) {
        this.tables = tables;
        this.findings = findings;
        this.clock = clock;
        this.channels = new Channels(tables.catalog());
        this.categories = new Categories(tables.catalog(), sequence(IdSequence.CATEGORY));
    }

    /** @param streams ids that have objects */
    void rebuild(Collection<Integer> streams) {
        LineIndexes.Found lines = new LineIndexes(tables.accounts()).check(findings.mend());
        lines.unlisted().forEach(name -> findings.add("line " + name, "stood in no list", "listed again", false));
        lines.gone().forEach(name -> findings.add("line " + name, "is gone", "its name is free again", true));
        CatalogFacts catalog = new CatalogFacts(tables.catalog(), categories, findings);
        catalog.look();
        List<Bouquet> bouquets = new Bouquets(tables.accounts(), clock).list();
        ids(
                IdSequence.CONTENT,
                highest(
                        IntStream.concat(
                                streams.stream().mapToInt(id -> id),
                                bouquets.stream()
                                        .flatMap(b -> b.content().stream())
                                        .mapToInt(id -> id)),
                        catalog.highestContent()));
        ids(
                IdSequence.SERIES,
                highest(
                        bouquets.stream().flatMap(b -> b.series().stream()).mapToInt(id -> id),
                        catalog.highestSeries()));
        ids(IdSequence.LINE, lines.highestId());
        ids(
                IdSequence.CATEGORY,
                highest(
                        bouquets.stream().flatMap(b -> b.categories().stream()).mapToInt(id -> id),
                        catalog.highestCategory()));
        catalog.mend(clock.instant());
        times();
    }

    /** Of when something is kept of channels' past. */
    private void times() {
        Archive archive = new Archive(tables.sessions());
        channels.forEach(channel -> {
            int unknown = channel.archiveDays() == 0 ? 0 : archive.checkTimes(channel.id(), findings.mend());
            if (unknown > 0) {
                findings.add(
                        "archive of channel " + channel.id(),
                        "of " + unknown + " times ten minutes it was not noted that something is kept",
                        "noted again",
                        false);
            }
        });
    }

    private static int highest(IntStream ids, int atLeast) {
        return Math.max(ids.max().orElse(0), atLeast);
    }

    private void ids(String name, int highest) {
        IdSequence sequence = sequence(name);
        if (sequence.isBehind(highest)) {
            if (findings.mend()) {
                sequence.jumpPast(highest + UNKNOWN_IDS);
            }
            findings.add("ids of kind " + name, "stood below an id in use", "moved past it", false);
        }
    }

    /** After a change of what lists show: none of those that stand ready is to be trusted. */
    void renderListsAnew() {
        new PublishRequests(tables.catalog(), clock).renderAnew();
    }

    /** The list of channels that have objects is lost: without it those of removed channels would stay for good. */
    void sweepAgain(Collection<Integer> streams) {
        SweptChannels swept = new SweptChannels(tables.sessions());
        streams.forEach(swept::remember);
    }

    /** A channel that was taken out because it can not be read was not removed: what it recorded stays. */
    void keepObjectsOf(List<Key> taken) {
        SweptChannels swept = new SweptChannels(tables.sessions());
        taken.stream()
                .filter(key -> key.pk().equals("CHANNELS") && key.sk().matches("[0-9]{10}"))
                .forEach(key -> swept.forget(Integer.parseInt(key.sk())));
    }

    /** After a loss nobody knows which of the channels that are not there were removed: none of their objects is swept. */
    void keepObjectsOfUnknown() {
        SweptChannels swept = new SweptChannels(tables.sessions());
        swept.list().stream().filter(id -> !channels.exists(id)).forEach(swept::forget);
    }

    private IdSequence sequence(String name) {
        return new IdSequence(tables.accounts(), name, 1);
    }
}
