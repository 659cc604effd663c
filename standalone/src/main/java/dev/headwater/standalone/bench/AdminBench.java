package dev.headwater.standalone.bench;

import dev.headwater.api.admin.Audit;
import dev.headwater.api.admin.Call;
import dev.headwater.api.admin.ListQuery;
import dev.headwater.api.admin.Operation;
import dev.headwater.api.admin.Operations;
import dev.headwater.api.admin.Page;
import dev.headwater.api.admin.catalog.ChannelOperations;
import dev.headwater.api.admin.catalog.MovieOperations;
import dev.headwater.api.admin.catalog.TitleCheck;
import dev.headwater.api.admin.line.LineOperations;
import dev.headwater.api.admin.people.StoredCredits;
import dev.headwater.core.account.Bouquet;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.ConnectionLimit;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.LinePasswords;
import dev.headwater.core.account.LineStatus;
import dev.headwater.core.account.Lines;
import dev.headwater.core.account.ListSettings;
import dev.headwater.core.account.StoredPassword;
import dev.headwater.core.admin.Administrators;
import dev.headwater.core.catalog.Categories;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Details;
import dev.headwater.core.catalog.IdSequence;
import dev.headwater.core.catalog.Listed;
import dev.headwater.core.catalog.Movie;
import dev.headwater.core.catalog.Movies;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.media.Source;
import dev.headwater.core.vod.Assets;
import dev.headwater.local.secrets.FileSecretStore;
import dev.headwater.local.tables.Durability;
import dev.headwater.local.tables.SqliteTableStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What pages of the lists of operators cost, in this process, over stores on disk. */
public final class AdminBench implements Bench {
    private static final int LINES = 100_000;
    private static final int MOVIES = 100_000;
    private static final int CHANNELS = 20_000;
    private static final int AT_ONCE = 5_000;
    private static final int ROUNDS = 9;
    private static final int WARM_ROUNDS = 40;
    private static final double AIM_MS = 50;
    private static final double NANOS_A_MS = 1e6;
    private static final int CATEGORIES = 50;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private double worst;

    @Override
    public Report run(BenchSettings settings, Path folder) throws Exception {
        InstantSource clock = InstantSource.system();
        Map<String, Object> facts = new LinkedHashMap<>();
        try (SqliteTableStore table = SqliteTableStore.open(folder.resolve("tables.db"), Durability.NORMAL, clock)) {
            Lines lines = new Lines(table, clock);
            Movies movies = new Movies(table);
            Channels channels = new Channels(table);
            settings.say("Adding %,d lines, %,d movies, %,d channels".formatted(LINES, MOVIES, CHANNELS));
            fill(clock.instant(), lines, movies, channels);
            Categories categories = new Categories(table, new IdSequence(table, IdSequence.CATEGORY, 1));
            IdSequence ids = new IdSequence(table, IdSequence.CONTENT, 1);
            LineOperations lineList = new LineOperations(
                    lines,
                    new LinePasswords(new FileSecretStore(folder.resolve("secrets")), new SecureRandom()),
                    new Bouquets(table, clock),
                    new IdSequence(table, IdSequence.LINE, 1),
                    clock,
                    () -> "",
                    new StoredCredits(new Administrators(table)));
            MovieOperations movieList = new MovieOperations(
                    movies, categories, ids, new Assets(table, clock), clock, true, TitleCheck.NONE, () -> {});
            ChannelOperations channelList =
                    new ChannelOperations(channels, categories, ids, new LiveWindows(table), clock, true, () -> {});
            Operations gate = new Operations(Audit.NONE, List.of(lineList, movieList, channelList));
            settings.say("Measuring pages");
            pages(gate, "lines", lineList.list, Map.of("state", "banned"), facts);
            pages(gate, "movies", movieList.list, Map.of("category", "7"), facts);
            pages(gate, "channels", channelList.list, Map.of("run", "always"), facts);
        }
        return new Report(facts, rows, List.of(Aim.atMost("slowest page, CPU ms", AIM_MS, worst)));
    }

    private <V> void pages(
            Operations gate,
            String what,
            Operation<ListQuery, Page<V>> list,
            Map<String, String> filter,
            Map<String, Object> facts) {
        long before = used();
        long begun = threads.getCurrentThreadCpuTime();
        int total = gate.run(Call.LOCAL, list, ListQuery.ALL).total();
        facts.put(what + "FirstReadCpuMs", (threads.getCurrentThreadCpuTime() - begun) / NANOS_A_MS);
        facts.put(what + "DirectoryBytes", used() - before);
        for (ListQuery query : List.of(
                new ListQuery(null, null, null, null, null),
                new ListQuery(null, "-name", null, null, null),
                new ListQuery("9", "name", null, null, null),
                new ListQuery(null, "-id", filter, null, null),
                new ListQuery(null, "name", null, ListQuery.MAX_LIMIT, null))) {
            measure(gate, what, list, query, total);
        }
    }

    private <V> void measure(
            Operations gate, String what, Operation<ListQuery, Page<V>> list, ListQuery query, int total) {
        List<@Nullable String> cursors = new ArrayList<>();
        cursors.add(null);
        String next = null;
        int step = Math.max(1, total / ListQuery.MAX_LIMIT);
        for (int i = 0; i < step; i++) {
            next = gate.run(Call.LOCAL, list, at(query, next, ListQuery.MAX_LIMIT))
                    .next();
            if (next == null) {
                break;
            }
            cursors.add(next);
        }
        for (int i = 0; i < WARM_ROUNDS; i++) {
            gate.run(Call.LOCAL, list, query);
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("list", what);
        row.put("rows", query.size());
        row.put("asked", asked(query));
        row.put("firstMs", cpu(gate, list, query));
        row.put("middleMs", cpu(gate, list, at(query, cursors.get(cursors.size() / 2), query.size())));
        row.put("lastMs", cpu(gate, list, at(query, cursors.getLast(), query.size())));
        rows.add(row);
    }

    private static String asked(ListQuery query) {
        return "sort=%s%s%s"
                .formatted(
                        query.sort() == null ? "id" : query.sort(),
                        query.search() == null ? "" : " search=" + query.search(),
                        query.filters().isEmpty() ? "" : " " + query.filters());
    }

    private static ListQuery at(ListQuery query, @Nullable String cursor, int limit) {
        return new ListQuery(query.search(), query.sort(), query.filter(), limit, cursor);
    }

    /** The median, of this thread alone. */
    private <V> double cpu(Operations gate, Operation<ListQuery, Page<V>> list, ListQuery query) {
        double[] taken = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long begun = threads.getCurrentThreadCpuTime();
            gate.run(Call.LOCAL, list, query);
            taken[i] = (threads.getCurrentThreadCpuTime() - begun) / NANOS_A_MS;
        }
        Arrays.sort(taken);
        worst = Math.max(worst, taken[ROUNDS / 2]);
        return taken[ROUNDS / 2];
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void fill(Instant now, Lines lines, Movies movies, Channels channels) {
        for (int i = 1; i <= LINES; i++) {
            lines.add(new Line(
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
                    now));
        }
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
        List<Channel> live = new ArrayList<>();
        for (int i = 1; i <= CHANNELS; i++) {
            live.add(Channel.of(
                            1,
                            Listed.plain(String.format(Locale.ROOT, "Channel %x", i * 40_503L % 1_000_003), 1, now),
                            List.of(new Source("https://example.org/" + i + ".ts", null)),
                            null)
                    .placed(MOVIES + i, 1 + i % CATEGORIES));
        }
        channels.saveAll(live);
    }
}
