package dev.headwater.standalone.drill;

import dev.headwater.standalone.bench.FfmpegProgram;
import dev.headwater.standalone.bench.Owned;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * The ffmpeg program as a player that decodes everything and shows nothing. What somebody in front of it would see is
 * reckoned: pictures are shown 25 a second from the first on, and wait for nothing but the next one.
 */
final class Viewer implements AutoCloseable {
    private static final double PICTURE = 1.0 / 25;

    private final Process process;
    private final Owned owned;
    private final boolean endless;
    private long pictures;
    private double stalled;
    private double shownUntil;
    private double marked;

    private Viewer(Process process, boolean endless) {
        this.process = process;
        this.owned = Owned.of(process);
        this.endless = endless;
        Thread.ofVirtual().start(this::read);
    }

    /** @param endless whether it is one long MPEG-TS, which players ask for anew where it breaks off */
    static Viewer watch(FfmpegProgram ffmpeg, URI url, boolean endless) throws IOException {
        List<String> options = new ArrayList<>(List.of("-probesize", "500k", "-analyzeduration", "500k"));
        options.addAll(List.of("-reconnect", "1", "-reconnect_on_network_error", "1", "-reconnect_delay_max", "10"));
        if (endless) {
            options.addAll(List.of("-reconnect_streamed", "1", "-reconnect_at_eof", "1"));
        }
        options.addAll(
                List.of("-i", url.toString(), "-map", "0:v:0", "-f", "framecrc", "-flush_packets", "1", "pipe:1"));
        Process process = new ProcessBuilder(ffmpeg.command(options.toArray(String[]::new)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Viewer(process, endless);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().filter(line -> line.startsWith("0,")).forEach(line -> picture(System.nanoTime() / 1e9));
        } catch (IOException | UncheckedIOException e) {
            // It was ended.
        }
    }

    private synchronized void picture(double now) {
        if (pictures++ == 0) {
            shownUntil = now;
        } else if (now > shownUntil) {
            stalled += now - shownUntil;
            shownUntil = now;
        }
        shownUntil += PICTURE;
    }

    /** Seconds in which the picture stood still so far, that of this moment included. */
    synchronized double stalledSeconds() {
        return stalled + (pictures == 0 ? 0 : Math.max(0, System.nanoTime() / 1e9 - shownUntil));
    }

    synchronized void mark() {
        marked = stalledSeconds();
    }

    synchronized double stalledSinceMark() {
        return stalledSeconds() - marked;
    }

    synchronized long pictures() {
        return pictures;
    }

    boolean isPlaying() {
        return process.isAlive();
    }

    boolean isEndless() {
        return endless;
    }

    @Override
    public void close() {
        owned.close();
    }
}
