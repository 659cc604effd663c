package dev.headwater.api.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.api.listing.PublishRequests;
import dev.headwater.core.TestClock;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.ContentKind;
import dev.headwater.core.catalog.Episode;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.Series;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.fetch.AddressGuard;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.TableStore;
import dev.headwater.core.store.Tables;
import dev.headwater.core.vod.Assets;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Imports over stores in memory, and what they left there. */
final class Importing {
    private static final long PATIENCE_MILLIS = 5_000;

    final TestClock clock = TestClock.fixed();
    final TableStore table;
    final Catalog catalog;
    final Categories categories;
    final Bouquets bouquets;
    final Assets assets;
    final Lines lines;
    final LinePasswords passwords;
    final IdSequence contentIds;
    final AtomicInteger changes = new AtomicInteger();
    final Imports imports;
    AddressGuard.Resolver resolver = InetAddress::getAllByName;

    Importing(Path spool) {
        this(spool, table -> table);
    }

    /** @param seen the store as the imports see it */
    Importing(Path spool, UnaryOperator<TableStore> seen) {
        table = seen.apply(new InMemoryTableStore());
        catalog = new Catalog(new Channels(table), new Movies(table), new SeriesShelf(table));
        categories = new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 8));
        bouquets = new Bouquets(table, clock);
        assets = new Assets(table, clock);
        lines = new Lines(table, clock);
        passwords = new LinePasswords(new InMemorySecretStore(), new SecureRandom());
        contentIds = new IdSequence(table, IdSequence.CONTENT, 8);
        imports = new Imports(
                new ImportParts(
                        new Tables(table, table, table),
                        catalog,
                        categories,
                        bouquets,
                        new LinesJob.LineParts(lines, passwords, bouquets, new IdSequence(table, IdSequence.LINE, 8)),
                        assets,
                        contentIds,
                        new IdSequence(table, IdSequence.SERIES, 8),
                        new Leases(table, clock),
                        new PublishRequests(table, clock),
                        host -> resolver.resolve(host),
                        clock,
                        changes::incrementAndGet),
                spool.resolve("run/import"),
                _ -> {});
    }

    /** Returns how it ended. */
    ImportRun run(ImportRequest request) {
        ImportRun run = imports.start(request);
        for (int i = 0; i < 12 && !run.isOver(); i++) {
            run = imports.status(run.name(), PATIENCE_MILLIS).orElseThrow();
        }
        assertThat(run.isOver()).as(run.step()).isTrue();
        return run;
    }

    /** The same, which has to end well. */
    Difference done(ImportRequest request) {
        ImportRun run = run(request);
        assertThat(run.error()).isNull();
        assertThat(run.state()).isEqualTo(ImportRun.DONE);
        Difference found = run.found();
        assertThat(found).isNotNull();
        return found;
    }

    static ImportRequest m3u(Path file) {
        return ImportRequest.of("m3u", file.toString());
    }

    static ImportRequest named(ImportRequest request, String name) {
        return new ImportRequest(
                request.kind(), request.source(), name, null, null, null, null, null, null, null, null, null, null);
    }

    static ImportRequest with(ImportRequest request, boolean preview, boolean yes, String bouquet, boolean fetch) {
        return new ImportRequest(
                request.kind(),
                request.source(),
                request.name(),
                preview,
                yes,
                bouquet,
                fetch,
                request.allowPrivate(),
                request.catchup(),
                request.keepIds(),
                request.username(),
                request.password(),
                request.maxRemoved());
    }

    /** Ids of everything by kind and name; of episodes with the name of their series. */
    Map<String, Integer> ids() {
        Map<String, Integer> ids = new TreeMap<>();
        channels().forEach(channel -> ids.put("channel " + channel.name(), channel.id()));
        movies().forEach(movie -> ids.put("movie " + movie.name(), movie.id()));
        series().forEach(one -> {
            ids.put("series " + one.name(), one.id());
            for (Episode e : catalog.series().episodes(one.id())) {
                ids.put("episode " + one.name() + " " + e.season() + "x" + e.number(), e.id());
            }
        });
        return ids;
    }

    /** Every episode has to be found by its id. */
    void checkEpisodes() {
        catalog.series()
                .forEachEpisode(
                        e -> assertThat(catalog.series().episode(e.id())).contains(e));
    }

    List<Channel> channels() {
        return catalog.channels().list();
    }

    List<Movie> movies() {
        List<Movie> all = new ArrayList<>();
        catalog.movies().forEach(all::add);
        return all;
    }

    List<Series> series() {
        List<Series> all = new ArrayList<>();
        catalog.series().forEach(all::add);
        return all;
    }

    String category(Content content) {
        ContentKind kind = content.kind();
        return categories.list(kind).stream()
                .filter(category -> category.id() == content.category())
                .findFirst()
                .orElseThrow()
                .name();
    }
}
