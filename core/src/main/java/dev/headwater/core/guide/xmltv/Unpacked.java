package dev.headwater.core.guide.xmltv;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * A file as plain bytes, whatever it is packed with: gzip and xz are known by how they begin. Reading fails where a limit
 * is passed.
 */
final class Unpacked extends FilterInputStream {
    private static final int BLOCK = 1 << 16;
    private static final int MAGIC = 6;

    /** xz's strongest preset needs 65 MiB. */
    private static final int XZ_MEMORY_KIB = 80 << 10;

    private final XmltvLimits limits;
    private final Counted packed;
    private long plain;
    private long mark;

    private Unpacked(InputStream in, Counted packed, XmltvLimits limits) {
        super(in);
        this.packed = packed;
        this.limits = limits;
    }

    static Unpacked open(InputStream file, XmltvLimits limits) throws IOException {
        Counted packed = new Counted(file, limits.packedBytes());
        BufferedInputStream in = new BufferedInputStream(packed, BLOCK);
        in.mark(MAGIC);
        byte[] magic = in.readNBytes(MAGIC);
        in.reset();
        return new Unpacked(plain(in, magic), packed, limits);
    }

    private static InputStream plain(InputStream in, byte[] magic) throws IOException {
        if (magic.length >= 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
            return new GZIPInputStream(in, BLOCK);
        }
        if (magic.length == MAGIC && magic[0] == (byte) 0xfd && magic[1] == '7' && magic[2] == 'z' && magic[3] == 'X') {
            return new XZInputStream(in, XZ_MEMORY_KIB);
        }
        return in;
    }

    /** Something was understood: what comes may again be as long as one thing may be. */
    void progress() {
        mark = plain;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        plain += Math.max(count, 0);
        if (plain > limits.plainBytes()) {
            throw new LimitException("the file has more than " + (limits.plainBytes() >> 20) + " MiB unpacked");
        }
        if (plain > XmltvLimits.RATIO_FROM && plain / limits.ratio() > packed.count) {
            throw new LimitException(
                    "the file grows more than " + limits.ratio() + " times when unpacked: it is taken for a bomb");
        }
        if (plain - mark > limits.gapBytes()) {
            throw new LimitException("the file has a tag, a text, a comment or a document type of more than "
                    + (limits.gapBytes() >> 10) + " KiB");
        }
        return count;
    }

    /** What was read of the file as it came. */
    long packedBytes() {
        return packed.count;
    }

    /** A limit was passed; the message tells which. */
    static final class LimitException extends IOException {
        LimitException(String message) {
            super(message);
        }
    }

    private static final class Counted extends FilterInputStream {
        private final long limit;
        private long count;

        Counted(InputStream in, long limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            return counted(in.read(), 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            return counted(read, read);
        }

        private int counted(int result, int bytes) throws IOException {
            if (result >= 0) {
                count += bytes;
            }
            if (count > limit) {
                throw new LimitException("the file has more than " + (limit >> 20) + " MiB");
            }
            return result;
        }
    }
}
