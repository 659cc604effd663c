package dev.headwater.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The ffmpeg program as a player: decodes everything, shows nothing, and tells each video frame it decoded. */
final class Ffmpeg implements AutoCloseable {
    private final Process process;
    private static final long FRAME_NANOS = 1_000_000_000 / 25;
    private final List<Long> frames = new ArrayList<>();
    private final List<Long> arrivals = new ArrayList<>();
    private long beganAt;
    private long latest;
    private final StringBuilder complaints = new StringBuilder();
    private boolean isRemark;

    private Ffmpeg(Process process) {
        this.process = process;
        Thread.ofPlatform().daemon().start(() -> read(process.inputReader(), this::frame));
        Thread.ofPlatform().daemon().start(() -> read(process.errorReader(), this::complaint));
    }

    static void assumePresent() {
        Assumptions.assumeTrue(isPresent(), "there is no ffmpeg on this machine (Debian: apt install ffmpeg)");
    }

    private static boolean isPresent() {
        try {
            return new ProcessBuilder("ffmpeg", "-version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Plays until it is closed or its input ends.
     *
     * @param options for its input, such as {@code -user_agent}
     */
    static Ffmpeg play(String url, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-hide_banner", "-loglevel", "error"));
        command.addAll(List.of(options));
        command.addAll(List.of("-i", url, "-map", "0:v:0", "-map", "0:a:0"));
        command.addAll(List.of("-f", "framecrc", "-flush_packets", "1", "-"));
        return new Ffmpeg(new ProcessBuilder(command).start());
    }

    /** Lines are {@code stream, dts, pts, duration, size, crc}; stream 0 is the video, in units of a frame. */
    private synchronized void frame(String line) {
        if (line.startsWith("0,")) {
            frames.add(Long.parseLong(line.split(",", -1)[2].strip()));
            long now = System.nanoTime();
            arrivals.add(now);
            beganAt = frames.size() == 1 ? now : beganAt;
            latest = Math.max(latest, now - beganAt - (frames.getLast() - frames.getFirst()) * FRAME_NANOS);
        }
    }

    private synchronized void complaint(String line) {
        // Version 5.1 remarks on every redirect to another port that it needs another connection.
        isRemark = line.contains("Cannot reuse HTTP connection")
                || line.contains("keepalive request failed")
                || (isRemark && line.contains("Last message repeated"));
        if (!isRemark) {
            complaints.append(line).append('\n');
        }
    }

    /** Presentation times of the video frames decoded so far, in frames. */
    synchronized List<Long> frames() {
        return List.copyOf(frames);
    }

    /** Video frames that are missing between the first and the last it decoded. */
    long lost() {
        List<Long> decoded = frames();
        long lost = 0;
        for (int i = 1; i < decoded.size(); i++) {
            lost += Math.max(0, decoded.get(i) - decoded.get(i - 1) - 1);
        }
        return lost;
    }

    /** How late a frame of 25 a second came, at worst, for who began to watch as soon as the first was there. */
    synchronized Duration latest() {
        return Duration.ofNanos(latest);
    }

    /** The longest time between a frame and the next, of those behind the first so many. */
    synchronized Duration longestPause(int behind) {
        long longest = 0;
        for (int i = Math.max(1, behind); i < arrivals.size(); i++) {
            longest = Math.max(longest, arrivals.get(i) - arrivals.get(i - 1));
        }
        return Duration.ofNanos(longest);
    }

    /** What it said on standard error. */
    synchronized String complaints() {
        return complaints.toString();
    }

    boolean isPlaying() {
        return process.isAlive();
    }

    /** Waits until it has decoded so many video frames more. */
    void awaitFrames(int more, int seconds) {
        int target = frames().size() + more;
        Eventually.withinSeconds(seconds).until("ffmpeg has decoded " + more + " frames more", () -> {
            if (frames().size() >= target) {
                return true;
            }
            if (!isPlaying()) {
                throw new AssertionError("ffmpeg ended: " + complaints());
            }
            return false;
        });
    }

    /** Waits until it gives up, or its input ends. */
    void awaitEnd(Duration limit) {
        Eventually.within(limit).until("ffmpeg ended", () -> !isPlaying());
    }

    private static void read(BufferedReader reader, java.util.function.Consumer<String> line) {
        try (reader) {
            reader.lines().forEach(line);
        } catch (IOException | java.io.UncheckedIOException e) {
            // It was closed.
        }
    }

    @Override
    public void close() {
        Ended.within5Seconds(process);
    }
}
