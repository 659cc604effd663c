package dev.headwater.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.api.admin.line.LineView;
import dev.headwater.core.store.Tables;
import dev.headwater.standalone.runtime.BareHeadend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * The server under test, a process of its own. Its only argument is a {@link Load} as JSON. On stdout it says
 * {@code {"port":…}} once it serves; then, for each line {@code counts} on stdin, a {@link Counts}; the end of stdin ends
 * it. What it was filled with lies in the data folder's {@value #PLAYBACKS} ({@code ticket channel segment} a line) and
 * {@value #STREAMS} (a path a line).
 */
final class LoadedServer {
    static final String PLAYBACKS = "playbacks.txt";
    static final String STREAMS = "streams.txt";

    private static final ObjectMapper JSON = new ObjectMapper();
    /** As many writers at once as the store may group into one commit. */
    private static final int FILLERS = 64;

    private final LongAdder sessionWrites = new LongAdder();
    private final LongAdder objectReads = new LongAdder();
    private final LongAdder published = new LongAdder();

    private LoadedServer() {}

    /** What it says once it serves. */
    record Ready(int port) {}

    public static void main(String[] args) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err);
        new LoadedServer().run(JSON.readValue(args[0], Load.class), answers);
        System.exit(0);
    }

    private void run(Load load, PrintStream answers) throws Exception {
        Path data = Path.of(load.data());
        try (BareHeadend headend = BareHeadend.open(
                        data,
                        t -> new Tables(t.catalog(), t.accounts(), new CountedTable(t.sessions(), sessionWrites)),
                        objects -> new CountedObjects(objects, objectReads));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> channels = IntStream.range(0, load.channels())
                    .mapToObj(i -> headend.addChannel("Bench " + i))
                    .toList();
            List<LineView> lines = addLines(headend, load);
            byte[] segment = load.segmentBytes() == 0 ? new byte[0] : TsMaker.segment(load.segmentBytes());
            List<LiveWriter> writers = channels.stream()
                    .map(id -> new LiveWriter(
                            id, segment, headend.windows(), headend.objects(), Clock.systemUTC(), published))
                    .toList();
            writers.forEach(LiveWriter::fill);
            if (load.live()) {
                for (int i = 0; i < writers.size(); i++) {
                    LiveWriter writer = writers.get(i);
                    Duration first = LiveWriter.SEGMENT.multipliedBy(i).dividedBy(writers.size());
                    threads.execute(() -> goOn(writer, first));
                }
            }
            int port = headend.serve(load.edges());
            Files.write(data.resolve(STREAMS), streams(lines, channels));
            Files.write(data.resolve(PLAYBACKS), playbacks(headend, load, lines, channels, writers));
            say(answers, new Ready(port));
            answer(answers);
            threads.shutdownNow();
        }
    }

    private static List<LineView> addLines(BareHeadend headend, Load load) throws Exception {
        try (ExecutorService fillers = Executors.newFixedThreadPool(FILLERS)) {
            List<Future<LineView>> adding = IntStream.range(0, load.lines())
                    .mapToObj(i -> fillers.submit(() -> headend.addLine("bench-" + i, load.ticketsPerLine())))
                    .toList();
            List<LineView> added = new ArrayList<>();
            for (Future<LineView> line : adding) {
                added.add(line.get());
            }
            return added;
        }
    }

    private static List<String> streams(List<LineView> lines, List<Integer> channels) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> "/live/" + lines.get(i).name() + "/"
                        + lines.get(i).password() + "/" + channels.get(i % channels.size()) + ".ts")
                .toList();
    }

    private static List<String> playbacks(
            BareHeadend headend, Load load, List<LineView> lines, List<Integer> channels, List<LiveWriter> writers) {
        List<String> playbacks = new ArrayList<>();
        for (int i = 0; i < load.tickets(); i++) {
            int at = i % channels.size();
            List<String> listed = writers.get(at).listed();
            int channel = channels.get(at);
            String ticket = headend.ticket(lines.get(i % lines.size()).id(), channel);
            playbacks.add(ticket + " " + channel + " " + listed.get(i / channels.size() % listed.size()));
        }
        return playbacks;
    }

    /** Until interrupted; a late segment does not make the next one late. */
    private static void goOn(LiveWriter writer, Duration first) {
        long next = System.nanoTime() + first.toNanos();
        try {
            while (true) {
                // A segment is due by the clock, as a real source delivers it.
                Thread.sleep(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
                writer.append();
                next += LiveWriter.SEGMENT.toNanos();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(PrintStream answers) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (in.readLine() != null) {
            System.gc();
            long heap =
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            say(answers, new Counts(sessionWrites.sum(), objectReads.sum(), published.sum(), heap));
        }
    }

    private static void say(PrintStream answers, Object value) throws IOException {
        answers.println(JSON.writeValueAsString(value));
        answers.flush();
    }
}
