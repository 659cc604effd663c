package dev.headwater.core.vod;

import dev.headwater.core.TestClock;
import dev.headwater.core.catalog.Catalog;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Content;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.catalog.SeriesShelf;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.InMemoryObjectStore;
import dev.headwater.core.store.InMemorySecretStore;
import dev.headwater.core.store.InMemoryTableStore;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.Query;
import dev.headwater.core.vod.TranscodeJobs.JobState;
import dev.headwater.core.vod.TranscodeJobs.News;
import dev.headwater.core.vod.text.FilmTexts;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A catalogue with one film, and a service that makes it. */
final class TranscodingRig {
    static final int FILM = 7;
    static final Source UPLOAD = new Source("upload:0123456789abcdef01234567");

    final TestClock clock = TestClock.fixed();
    final InMemoryTableStore table = new InMemoryTableStore();
    final InMemoryObjectStore objects = new InMemoryObjectStore(clock);
    final InMemoryObjectStore uploads = new InMemoryObjectStore(clock);
    final Assets assets = new Assets(table, clock);
    final Movies movies = new Movies(table);
    final Leases leases = new Leases(table, clock);
    final ContentKeys keys = new ContentKeys(table, new InMemorySecretStore(), new SecureRandom(), clock);
    final FakeService service = new FakeService(objects);
    final Set<Integer> withheld = new HashSet<>();
    final Transcoding transcoding;

    TranscodingRig() {
        Withheld holds = new Withheld() {
            @Override
            public boolean holds(Content content) {
                return withheld.contains(content.id());
            }

            @Override
            public boolean holdsStream(int id) {
                return withheld.contains(id);
            }
        };
        transcoding = new Transcoding(new Transcoding.Parts(
                service,
                assets,
                new Catalog(new Channels(table), movies, new SeriesShelf(table)),
                holds,
                table,
                leases,
                objects,
                new FilmTexts(uploads, clock),
                keys,
                Ladder.SMALL,
                clock,
                new Random(5)));
        film(UPLOAD);
    }

    void film(Source source) {
        film(FILM, source);
    }

    void film(int id, Source source) {
        movies.save(new Movie(id, Listed.plain("A film", 1, clock.instant()), Details.NONE, source));
    }

    void encrypted(boolean encrypted) {
        Listed listed = Listed.plain("A film", 1, clock.instant());
        movies.save(new Movie(FILM, listed, Details.NONE, UPLOAD, encrypted));
    }

    /** How many keys of the film are stored. */
    int storedKeys() {
        return table.query(Query.all("KEYS#" + FILM)).items().size();
    }

    TitleSweeper sweeper() {
        Duration retention = Duration.ofMinutes(5);
        return new TitleSweeper(
                "transcode", retention, assets, new TitleObjects(objects), keys, leases, () -> false, clock);
    }

    /** Wants the film and sends its order. */
    TranscodeOrder order() {
        assets.want(FILM);
        transcoding.look();
        return service.asked.getLast();
    }

    void heard(TranscodeOrder order, JobState state) {
        transcoding.heard(new News(service.job(order), order.content(), order.fence(), state));
    }

    Asset asset() {
        return assets.find(FILM).orElseThrow();
    }

    Asset.State state() {
        return asset().state();
    }

    List<String> keys(String prefix) {
        return objects.list(prefix, 1000, null).items().stream()
                .map(object -> object.key())
                .toList();
    }

    void silence() {
        clock.advance(Transcoding.SILENCE.plus(Duration.ofSeconds(1)));
    }
}
