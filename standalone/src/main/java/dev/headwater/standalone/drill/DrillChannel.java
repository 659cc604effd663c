package dev.headwater.standalone.drill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headwater.ingest.supervisor.channel.AvoidedSource;
import dev.headwater.standalone.bench.FfmpegProgram;
import dev.headwater.standalone.check.HttpWeb;
import dev.headwater.standalone.check.PlaylistLedger;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** A channel with two senders, its playlist written down all along, and its viewers. */
final class DrillChannel implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long EVERY_MS = 250;
    private static final int RETURNED = 2;
    private static final double LEFT_ALONE_SECONDS = 300;

    private final String name;
    private final int id;
    private final boolean hot;
    private final DrillHeadend headend;
    private final FfmpegProgram ffmpeg;
    private final List<Program> senders;
    private final PlaylistLedger ledger;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Viewer> viewers = new ArrayList<>();
    private volatile double lastNew;
    private long marked;
    private double markedAt;
    private double returned = Double.NaN;
    /** When that was told of its primary last; NaN: never. */
    private double leftAloneAt = Double.NaN;
    /** The same, as it is told. */
    private String leftAloneWhen = "";

    private DrillChannel(
            String name, int id, boolean hot, DrillHeadend headend, FfmpegProgram ffmpeg, List<Program> senders) {
        this.name = name;
        this.id = id;
        this.hot = hot;
        this.headend = headend;
        this.ffmpeg = ffmpeg;
        this.senders = senders;
        this.ledger = new PlaylistLedger(new HttpWeb(PATIENCE), headend.stream(id, ".m3u8"));
    }

    /** Adds it, starts its senders, and begins to write down. */
    static DrillChannel add(
            DrillHeadend headend,
            FfmpegProgram ffmpeg,
            Path folder,
            Path file,
            String name,
            boolean hot,
            boolean encoded)
            throws IOException {
        List<Program> senders = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (String which : List.of("primary", "backup")) {
            String url = "udp://127.0.0.1:" + FreePort.find();
            sources.add(url);
            Program sender = new Program(
                    ffmpeg.command(
                            "-re",
                            "-stream_loop",
                            "-1",
                            "-i",
                            file.toString(),
                            "-c",
                            "copy",
                            "-f",
                            "mpegts",
                            url + "?pkt_size=1316"),
                    folder.resolve(name.replace(' ', '-') + "-" + which + ".log"));
            sender.start();
            senders.add(sender);
        }
        Map<String, Object> channel = encoded
                ? Map.of("name", name, "sources", sources, "hotStandby", hot, "ladder", "tiny")
                : Map.of("name", name, "sources", sources, "hotStandby", hot);
        int id = headend.call("channel.add", channel).path("id").asInt();
        DrillChannel added = new DrillChannel(name, id, hot, headend, ffmpeg, senders);
        Thread.ofVirtual().start(added::write);
        return added;
    }

    private void write() {
        while (!ended.get()) {
            if (ledger.poll()) {
                lastNew = System.nanoTime() / 1e9;
                noteReturn();
            }
            try {
                Thread.sleep(EVERY_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    String name() {
        return name;
    }

    boolean isHot() {
        return hot;
    }

    PlaylistLedger ledger() {
        return ledger;
    }

    /** What happens from now on is asked for. */
    synchronized void mark() {
        marked = ledger.lastSequence();
        markedAt = System.nanoTime() / 1e9;
        returned = Double.NaN;
        viewers.forEach(Viewer::mark);
    }

    private synchronized void noteReturn() {
        if (Double.isNaN(returned) && ledger.lastSequence() - marked >= RETURNED) {
            returned = lastNew - markedAt;
        }
    }

    /** Seconds from the mark until two new segments were listed; NaN: they have not been yet. */
    synchronized double returnSeconds() {
        return returned;
    }

    /** Of the channel's time, since the mark. */
    synchronized double missingSeconds() {
        return ledger.missingSeconds(marked);
    }

    /** The primary's, then the backup's. */
    List<Program> senders() {
        return senders;
    }

    /** Whether a segment was listed within so many seconds. */
    boolean isFresh(double seconds) {
        return System.nanoTime() / 1e9 - lastNew < seconds;
    }

    URI url(boolean endless) {
        return headend.stream(id, endless ? ".ts" : ".m3u8");
    }

    /** As operators see it. */
    private JsonNode shown() {
        return headend.call("channel.show", Map.of("id", id));
    }

    /**
     * Whether it has returned to its primary, as it does once that is stable; or has a reason not to: who kills its process
     * twice in a row makes the primary look like what it died of.
     */
    boolean isWhereItBelongs() {
        JsonNode shown = shown();
        double now = System.nanoTime() / 1e9;
        JsonNode ingest = shown.path("ingest");
        String when = ingest.path("lastErrorAt").asText();
        if (ingest.path("lastError").asText().endsWith(AvoidedSource.LEFT_ALONE) && !when.equals(leftAloneWhen)) {
            leftAloneWhen = when;
            leftAloneAt = now;
        }
        return switch (shown.path("state").asText()) {
            case "on_air" -> true;
            case "on_backup" -> now - leftAloneAt < LEFT_ALONE_SECONDS;
            default -> false;
        };
    }

    /** How it stands, and what is known of why. */
    String told() {
        JsonNode shown = shown();
        String senders = this.senders.stream()
                .map(sender -> sender.isAlive() ? "alive" : "dead")
                .collect(Collectors.joining(" and "));
        return "%s (%s; its senders are %s)".formatted(shown.path("state").asText(), shown.path("ingest"), senders);
    }

    /** One that plays HLS and one that plays MPEG-TS; whoever has given up is replaced. */
    void watch() throws IOException {
        for (boolean endless : new boolean[] {false, true}) {
            if (viewers.stream().noneMatch(viewer -> viewer.isEndless() == endless && viewer.isPlaying())) {
                viewers.removeIf(viewer -> viewer.isEndless() == endless);
                viewers.add(Viewer.watch(ffmpeg, url(endless), endless));
            }
        }
    }

    List<Viewer> viewers() {
        return List.copyOf(viewers);
    }

    @Override
    public void close() {
        ended.set(true);
        viewers.forEach(Viewer::close);
        senders.forEach(Program::close);
    }
}
