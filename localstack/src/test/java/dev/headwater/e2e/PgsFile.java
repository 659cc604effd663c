package dev.headwater.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Subtitles as discs have them (PGS): a white box that is shown from the first to the third second of every four. FFmpeg makes
 * DVB subtitles of them, and of no text.
 */
final class PgsFile {
    static final int LEFT = 200;
    static final int TOP = 280;
    static final int WIDTH = 240;
    static final int HEIGHT = 40;

    private static final int TICKS = 90_000;
    private static final int PERIOD = 4;

    /** What a segment says. */
    @FunctionalInterface
    private interface Body {
        void write(DataOutputStream to) throws IOException;
    }

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private int number;

    private PgsFile() {}

    /** Made for pictures of 640 x 360. */
    static Path write(Path target, int seconds) throws IOException {
        PgsFile file = new PgsFile();
        for (int at = 1; at + 2 < seconds; at += PERIOD) {
            file.show(at * TICKS);
            file.clear((at + 2) * TICKS);
        }
        return Files.write(target, file.bytes.toByteArray());
    }

    private void show(int ticks) throws IOException {
        composition(ticks, true);
        window(ticks);
        segment(
                ticks,
                0x14,
                to -> { // a palette of one colour
                    to.writeShort(0);
                    to.write(new byte[] {1, (byte) 235, (byte) 128, (byte) 128, (byte) 255});
                });
        segment(
                ticks,
                0x15,
                to -> { // an object, each line of which is one run of that colour
                    int line = 6;
                    to.writeShort(0);
                    to.writeShort(0x00c0);
                    to.write(0);
                    to.writeShort(4 + HEIGHT * line);
                    to.writeShort(WIDTH);
                    to.writeShort(HEIGHT);
                    for (int y = 0; y < HEIGHT; y++) {
                        to.write(new byte[] {0, (byte) (0xc0 | WIDTH >> 8), (byte) WIDTH, 1, 0, 0});
                    }
                });
        segment(ticks, 0x80, to -> {});
    }

    private void clear(int ticks) throws IOException {
        composition(ticks, false);
        window(ticks);
        segment(ticks, 0x80, to -> {});
    }

    private void composition(int ticks, boolean shown) throws IOException {
        segment(ticks, 0x16, to -> {
            to.writeShort(640);
            to.writeShort(360);
            to.write(0x10);
            to.writeShort(number++);
            to.write(shown ? 0x80 : 0);
            to.writeShort(0);
            to.write(shown ? 1 : 0);
            if (shown) {
                to.writeInt(0);
                to.writeShort(LEFT);
                to.writeShort(TOP);
            }
        });
    }

    private void window(int ticks) throws IOException {
        segment(ticks, 0x17, to -> {
            to.writeShort(0x0100);
            to.writeShort(LEFT);
            to.writeShort(TOP);
            to.writeShort(WIDTH);
            to.writeShort(HEIGHT);
        });
    }

    private void segment(int ticks, int type, Body body) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        body.write(new DataOutputStream(said));
        out.writeBytes("PG");
        out.writeInt(ticks);
        out.writeInt(0);
        out.write(type);
        out.writeShort(said.size());
        said.writeTo(out);
    }
}
