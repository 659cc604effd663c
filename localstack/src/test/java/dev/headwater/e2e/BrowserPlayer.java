package dev.headwater.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** hls.js in headless Chromium, on a page of another origin; the page tells what its video element goes through. */
final class BrowserPlayer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final HttpServer pages;
    private final Chromium chromium;
    private final List<Report> reports = new ArrayList<>();

    /** Something the page told: an event, more about it, and the video's current time in seconds. */
    record Report(String event, String detail, double at, long nanoTime) {}

    private BrowserPlayer(String source, String more) throws Exception {
        Path hlsJs = NodeModules.file("hls.js", "dist", "hls.min.js");
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", exchange -> send(exchange, "text/html", page()));
        pages.createContext("/hls.js", exchange -> send(exchange, "text/javascript", Files.readAllBytes(hlsJs)));
        pages.createContext("/report", this::report);
        pages.start();
        String url = "http://127.0.0.1:" + pages.getAddress().getPort() + "/?src="
                + URLEncoder.encode(source, StandardCharsets.UTF_8) + more;
        chromium = Chromium.start("--autoplay-policy=no-user-gesture-required", url);
    }

    static void assumePresent() {
        Chromium.assumePresent();
    }

    static BrowserPlayer play(String source) throws Exception {
        return new BrowserPlayer(source, "");
    }

    /** Plays a second or two, seeks to that second and plays on. */
    static BrowserPlayer play(String source, int seekTo) throws Exception {
        return new BrowserPlayer(source, "&seek=" + seekTo);
    }

    /** Tells what pitch is heard, too, and after so many seconds changes to the second language and shows subtitles. */
    static BrowserPlayer listen(String source, int changeAt) throws Exception {
        return new BrowserPlayer(source, "&listen=" + changeAt);
    }

    synchronized List<Report> reports() {
        return List.copyOf(reports);
    }

    /** Those of one event. */
    List<Report> reports(String event) {
        return reports().stream().filter(report -> report.event().equals(event)).toList();
    }

    /** How far it has played, in seconds of the video's own time. */
    double position() {
        return reports().stream().mapToDouble(Report::at).max().orElse(0);
    }

    /** The longest time its picture has stood still since so many reports. */
    Duration longestPause(int since) {
        Duration longest = Duration.ZERO;
        List<Report> all = reports().stream().skip(since).toList();
        Report moved = all.getFirst();
        for (Report report : all) {
            if (report.at() > moved.at()) {
                moved = report;
            }
            Duration still = Duration.ofNanos(report.nanoTime() - moved.nanoTime());
            longest = still.compareTo(longest) > 0 ? still : longest;
        }
        return longest;
    }

    /** How much longer it took since so many reports than what it played of it lasts. */
    Duration stoodStill(int since) {
        List<Report> all = reports().stream().skip(since).toList();
        Report first = all.getFirst();
        Report last = all.getLast();
        double played = last.at() - first.at();
        return Duration.ofNanos(last.nanoTime() - first.nanoTime() - (long) (played * 1e9));
    }

    /** Waits until it has played so many seconds more. */
    void awaitPlayed(double more, int seconds) {
        double target = position() + more;
        try {
            Eventually.withinSeconds(seconds).until("the browser has played " + more + " s more", () -> {
                assertThat(reports().stream().map(Report::event)).as("events").doesNotContain("fatal");
                return position() >= target;
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nIt stands at " + position() + " s and told: " + told(), e);
        }
    }

    /** The last of what the page told, without the many times at which it played. */
    private List<Report> told() {
        List<Report> told =
                reports().stream().filter(r -> !r.event().equals("time")).toList();
        return told.subList(Math.max(0, told.size() - 30), told.size());
    }

    private void report(HttpExchange exchange) throws IOException {
        JsonNode sent = JSON.readTree(exchange.getRequestBody().readAllBytes());
        synchronized (this) {
            reports.add(new Report(
                    sent.path("event").asText(),
                    sent.path("detail").asText(),
                    sent.path("at").asDouble(),
                    System.nanoTime()));
        }
        send(exchange, "text/plain", new byte[] {'\n'});
    }

    private static byte[] page() throws IOException {
        try (var in = BrowserPlayer.class.getResourceAsStream("/player.html")) {
            return in.readAllBytes();
        }
    }

    private static void send(HttpExchange exchange, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        chromium.close();
        pages.stop(0);
    }
}
