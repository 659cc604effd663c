package dev.headwater.api.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.core.fetch.Downloads;
import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.importing.ImportException;
import dev.headwater.core.importing.Notes;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An account at another panel, asked by the Xtream API as an app would: six lists, and each series by itself. Its
 * password stands in every URL that is asked and in every source; no message names one of them.
 */
final class XtreamAccount {
    private static final int SERIES_AT_ONCE = 4;
    private static final int ATTEMPTS = 2;
    /** A panel that tells nothing of so many in a row is asked no more. */
    static final int MAX_FAILURES = 20;

    private static final long MAX_LOGIN_BYTES = 1L << 20;
    /** Of one series, unpacked; their answers are read whole, four at once. */
    private static final long MAX_SERIES_BYTES = 8L << 20;
    /** Of all answers of a run. */
    private static final long MAX_RUN_BYTES = 4L << 30;

    private final String base;
    private final String username;
    private final String password;
    private final Downloads downloads;
    private final Spool spool;
    private final Progress progress;
    private final AtomicLong spent = new AtomicLong();

    private XtreamAccount(
            String base, String username, String password, Downloads downloads, Spool spool, Progress progress) {
        this.base = base;
        this.username = username;
        this.password = password;
        this.downloads = downloads;
        this.spool = spool;
        this.progress = progress;
    }

    /**
     * Fetches everything.
     *
     * @throws ImportException where the account is not let in, or a list can not be had
     */
    static Reading fetch(ImportRequest request, Downloads downloads, Spool spool, Progress progress) {
        String username = request.username();
        String password = request.password();
        if (username == null || username.isEmpty() || password == null || password.isEmpty() || !request.isWeb()) {
            throw new ImportException(
                    "an account is imported from http(s)://host:port, with --username and a password");
        }
        XtreamAccount account =
                new XtreamAccount(base(request.source()), username, password, downloads, spool, progress);
        account.logIn();
        return account.fetch();
    }

    /** As operators paste it: with or without the file that apps ask. */
    static String base(String source) {
        return source.replaceFirst("[?#].*$", "")
                .replaceFirst("/(?:player_api|panel_api|get|xmltv)\\.php.*$", "")
                .replaceFirst("/c?/*$", "");
    }

    private void logIn() {
        Path file = list("login", "");
        JsonNode user = XtreamJson.readWhole(file, "its login", MAX_LOGIN_BYTES).path("user_info");
        if (Loose.number(user.path("auth"), 0) != 1) {
            throw new ImportException("the panel knows no such user and password: nothing was changed");
        }
        String status = Loose.text(user, "status");
        if (!status.isEmpty() && !status.equalsIgnoreCase("active")) {
            throw new ImportException("the account is " + Loose.shown(status) + " there: nothing was changed");
        }
    }

    private Reading fetch() {
        Path liveCategories = list("live-categories", "&action=get_live_categories");
        Path vodCategories = list("vod-categories", "&action=get_vod_categories");
        Path seriesCategories = list("series-categories", "&action=get_series_categories");
        Path live = list("live", "&action=get_live_streams");
        Path vod = list("vod", "&action=get_vod_streams");
        Path series = list("series", "&action=get_series");
        Path episodes = spool.file("episodes");
        Set<Integer> unread = fetchEpisodes(seriesIds(series), episodes);
        return new XtreamReading(
                new XtreamReading.Lists(liveCategories, vodCategories, seriesCategories, live, vod, series, episodes),
                base,
                encoded(username) + "/" + encoded(password),
                unread);
    }

    private static List<Integer> seriesIds(Path series) {
        List<Integer> ids = new ArrayList<>();
        XtreamJson.forEach(series, "its list of series", new Notes(), row -> {
            int id = Loose.number(row.path("series_id"), 0);
            if (id > 0) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Writes what is told of each series, a line each; returns those of which nothing could be had. */
    private Set<Integer> fetchEpisodes(List<Integer> series, Path into) {
        Set<Integer> unread = ConcurrentHashMap.newKeySet();
        AtomicLong done = new AtomicLong();
        AtomicInteger failures = new AtomicInteger();
        try (XtreamJson.Lines lines = XtreamJson.Lines.into(into)) {
            Together.forEach(series, SERIES_AT_ONCE, id -> {
                if (failures.get() < MAX_FAILURES && fetchSeries(id, lines)) {
                    failures.updateAndGet(before -> before < MAX_FAILURES ? 0 : before);
                } else {
                    unread.add(id);
                    failures.incrementAndGet();
                }
                progress.at("Fetching series", done.incrementAndGet(), series.size());
            });
        }
        if (!series.isEmpty() && unread.size() == series.size()) {
            throw new ImportException("the panel tells of none of its series: nothing was changed");
        }
        return unread;
    }

    private boolean fetchSeries(int id, XtreamJson.Lines lines) {
        Path file = spool.file("series-" + id);
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                try {
                    downloads.to(
                            file,
                            url("&action=get_series_info&series_id=" + id),
                            bytes -> check(bytes, MAX_SERIES_BYTES));
                    JsonNode answer = XtreamJson.readWhole(file, "a series", MAX_SERIES_BYTES);
                    lines.add(id, answer);
                    return true;
                } catch (FetchException | ImportException e) {
                    // Once more; then it counts as unread.
                }
            }
            return false;
        } catch (IOException e) {
            throw new ImportException("what was fetched can not be kept: is the disk full?");
        } finally {
            spent.addAndGet(file.toFile().length());
            file.toFile().delete();
        }
    }

    private Path list(String name, String action) {
        Path file = spool.file(name);
        try {
            downloads.to(file, url(action), bytes -> {
                check(bytes, action.isEmpty() ? MAX_LOGIN_BYTES : Spool.MAX_BYTES);
                progress.at("Fetching " + name, bytes, 0);
            });
            spent.addAndGet(Files.size(file));
            return file;
        } catch (FetchException e) {
            throw new ImportException("the panel's " + name + ": " + e.text() + "; nothing was changed");
        } catch (IOException e) {
            throw new ImportException("what was fetched can not be kept: is the disk full?");
        }
    }

    private void check(long bytes, long max) {
        if (bytes > max) {
            throw new ImportException("the panel answers with more than " + (max >> 20) + " MB: nothing was changed");
        }
        if (spent.get() + bytes > MAX_RUN_BYTES) {
            throw new ImportException("the panel's answers are larger than an import may be: nothing was changed");
        }
    }

    private String url(String action) {
        return base + "/player_api.php?username=" + encoded(username) + "&password=" + encoded(password) + action;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
