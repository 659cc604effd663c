package dev.headwater.e2e;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Asks over and over where segments are, for several playbacks, and remembers which edge each answer named when. */
final class Redirects implements AutoCloseable {
    private static final int PLAYBACKS = 8;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<URI> segments = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Thread asking;
    private volatile boolean done;

    /** For a segment, as one playback asks for it; the edge by host and port, empty: there was no redirect. */
    private record Answer(URI segment, long askedAt, long tookNanos, String edge) {}

    /** @param line of at least eight connections */
    Redirects(HeadwaterProcess.Line line) {
        this(line, SharedHeadwater.TEST_CARD);
    }

    /** @param line of at least eight connections */
    Redirects(HeadwaterProcess.Line line, int channel) {
        for (int i = 0; i < PLAYBACKS; i++) {
            segments.add(Http.uris(
                            Http.get(Http.uris(Http.get(line.channel(channel))).getFirst()))
                    .getLast());
        }
        asking = Thread.ofVirtual().start(this::ask);
    }

    private void ask() {
        while (!done) {
            // Often enough to tell when an edge was named last, and no load.
            LockSupport.parkNanos(PAUSE.toNanos());
            for (URI segment : segments) {
                long now = System.nanoTime();
                HttpResponse<String> response = Http.get(segment);
                String edge = response.headers()
                        .firstValue("Location")
                        .map(location -> URI.create(location).getAuthority())
                        .orElse("");
                synchronized (this) {
                    answers.add(new Answer(segment, now, System.nanoTime() - now, edge));
                }
            }
        }
    }

    private List<Answer> answers() {
        if (!asking.isAlive()) {
            throw new AssertionError("nobody asks any more: see the log");
        }
        return answers;
    }

    /** Milliseconds from a moment to the last question that was answered with this edge; 0: none was. */
    synchronized long millisNamedAfter(String edge, long nanoTime) {
        return answers().stream()
                .filter(answer -> answer.edge().equals(edge))
                .mapToLong(answer -> (answer.askedAt() - nanoTime) / 1_000_000)
                .filter(millis -> millis > 0)
                .max()
                .orElse(0);
    }

    /** Milliseconds the slowest answer so far took. */
    synchronized long slowestMillis() {
        return answers().stream().mapToLong(Answer::tookNanos).max().orElse(0) / 1_000_000;
    }

    /** How often an edge was named so far. */
    synchronized long count(String edge) {
        return answers().stream().filter(answer -> answer.edge().equals(edge)).count();
    }

    /** How often the one playback that changed its edge most often did so. */
    synchronized long mostMoves() {
        return segments.stream().mapToLong(this::moves).max().orElse(0);
    }

    private long moves(URI segment) {
        List<String> edges = answers().stream()
                .filter(answer -> answer.segment().equals(segment))
                .map(Answer::edge)
                .toList();
        return IntStream.range(1, edges.size())
                .filter(i -> !edges.get(i).equals(edges.get(i - 1)))
                .count();
    }

    @Override
    public void close() {
        done = true;
    }
}
