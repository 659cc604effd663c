package dev.headwater.standalone.bench;

import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.account.StoredPassword;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.media.Source;
import dev.headwater.core.store.Tables;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Lines, films and channels as a large provider has them. */
final class AdminFill {
    static final int LINES = 100_000;
    static final int MOVIES = 100_000;
    static final int CHANNELS = 20_000;
    private static final int AT_ONCE = 5_000;
    /** As many writers at once as the store may group into one commit. */
    private static final int FILLERS = 64;

    private static final int CATEGORIES = 50;

    private AdminFill() {}

    /** Adds them all. */
    static void fill(Tables tables) throws InterruptedException, ExecutionException {
        InstantSource clock = InstantSource.system();
        Instant now = clock.instant();
        addLines(now, new Lines(tables.accounts(), clock));
        addMovies(now, new Movies(tables.catalog()));
        addChannels(now, new Channels(tables.catalog()));
    }

    private static void addLines(Instant now, Lines lines) throws InterruptedException, ExecutionException {
        try (ExecutorService fillers = Executors.newFixedThreadPool(FILLERS)) {
            List<Callable<Boolean>> adding = IntStream.rangeClosed(1, LINES)
                    .<Callable<Boolean>>mapToObj(i -> () -> lines.add(line(i, now)))
                    .toList();
            for (Future<Boolean> one : fillers.invokeAll(adding)) {
                var _ = one.get();
            }
        }
    }

    private static Line line(int i, Instant now) {
        return new Line(
                i,
                String.format(Locale.ROOT, "line-%x", i * 40_503L % 1_000_003),
                new StoredPassword("digest-of-%032d".formatted(i), null),
                now,
                List.of(Bouquet.ALL),
                ConnectionLimit.of(1),
                ListSettings.DEFAULT,
                null,
                i % 10 == 0 ? LineStatus.BANNED : LineStatus.ACTIVE,
                false,
                now);
    }

    private static void addMovies(Instant now, Movies movies) {
        List<Movie> films = new ArrayList<>();
        for (int i = 1; i <= MOVIES; i++) {
            films.add(new Movie(
                    i,
                    Listed.plain(
                            String.format(Locale.ROOT, "Film %x of many", i * 40_503L % 1_000_003),
                            1 + i % CATEGORIES,
                            now),
                    Details.NONE,
                    new Source("https://example.org/" + i + ".mp4", null)));
            if (films.size() == AT_ONCE) {
                movies.saveAll(films);
                films.clear();
            }
        }
    }

    private static void addChannels(Instant now, Channels channels) {
        List<Channel> live = new ArrayList<>();
        for (int i = 1; i <= CHANNELS; i++) {
            live.add(new Channel(
                    MOVIES + i,
                    Listed.plain(
                            String.format(Locale.ROOT, "Channel %x", i * 40_503L % 1_000_003), 1 + i % CATEGORIES, now),
                    0,
                    List.of(new Source("https://example.org/" + i + ".ts", null)),
                    null,
                    null,
                    0,
                    false,
                    Channel.Run.OFF));
        }
        channels.saveAll(live);
    }
}
