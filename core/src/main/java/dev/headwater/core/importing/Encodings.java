package dev.headwater.core.importing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Brings a text to one byte a letter of ASCII: without byte order mark, UTF-16 as UTF-8; anything else as it is. */
final class Encodings {
    private static final int LOOKED_AT = 4;

    private Encodings() {}

    static InputStream normal(InputStream in) throws IOException {
        byte[] head = in.readNBytes(LOOKED_AT);
        Charset charset = utf16(head);
        boolean marked = startsWith(head, 0xef, 0xbb, 0xbf);
        int skipped = marked ? 3 : charset != null && isMark(head) ? 2 : 0;
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head, skipped, head.length - skipped), in);
        return charset == null ? whole : new Recoded(whole, charset);
    }

    private static @Nullable Charset utf16(byte[] head) {
        if (startsWith(head, 0xff, 0xfe) || (startsWith(head, '#', 0) && head.length > 3 && head[3] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return startsWith(head, 0xfe, 0xff) || startsWith(head, 0, '#') ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean isMark(byte[] head) {
        return startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff);
    }

    private static boolean startsWith(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** A stream of one encoding as UTF-8. */
    private static final class Recoded extends InputStream {
        private static final int CHARS = 8192;
        private final InputStream in;
        private final CharsetDecoder decoder;
        private final ByteBuffer raw = ByteBuffer.allocate(2 * CHARS).flip();
        private final CharBuffer chars = CharBuffer.allocate(CHARS);
        private ByteBuffer ready = ByteBuffer.allocate(0);
        private boolean ended;

        Recoded(InputStream in, Charset charset) {
            this.in = in;
            this.decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            while (!ready.hasRemaining()) {
                if (ended) {
                    return -1;
                }
                fill();
            }
            int count = Math.min(length, ready.remaining());
            ready.get(into, offset, count);
            return count;
        }

        private void fill() throws IOException {
            raw.compact();
            int count = in.read(raw.array(), raw.position(), raw.remaining());
            ended = count < 0;
            raw.position(raw.position() + Math.max(0, count)).flip();
            decoder.decode(raw, chars, ended);
            chars.flip();
            ready = StandardCharsets.UTF_8.encode(chars);
            chars.clear();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
