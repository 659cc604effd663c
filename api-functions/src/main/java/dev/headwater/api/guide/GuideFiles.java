package dev.headwater.api.guide;

import dev.headwater.api.guide.GuideDocument.Cut;
import dev.headwater.api.guide.GuideDocument.Span;
import dev.headwater.api.listing.Audience;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.ObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Documents as files: one gzip member (some clients read no further than the first) put together from parts, or the same
 * inflated on its way. Nothing is held in memory but a block.
 */
public final class GuideFiles {
    /** No name, no time, unknown system (RFC 1952, section 2.3). */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final int BLOCK = 1 << 16;
    private static final byte[] TAIL_BYTES = deflated(XmltvText.TAIL);
    private static final Part TAIL = tail();

    private final GuideDocuments documents;
    private final ObjectStore objects;
    private final InstantSource clock;

    public GuideFiles(GuideDocuments documents, ObjectStore objects, InstantSource clock) {
        this.documents = documents;
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * A file that is about to be sent.
     *
     * @param etag strong, quotes included; of this span and encoding
     */
    record Ready(GuideDocument document, Cut cut, boolean gzip, String etag) {
        private Part whole() {
            return document.head().then(cut.days()).then(TAIL);
        }

        long length() {
            return gzip ? HEADER.length + whole().packed() + 2 * Integer.BYTES : whole().plain();
        }
    }

    /**
     * Finds what an audience gets, made where need be.
     *
     * @param behind days before today; null: as its channels have archives
     * @param ahead days after today; null: all
     */
    Ready find(Audience audience, @Nullable Integer behind, @Nullable Integer ahead, boolean gzip) {
        GuideDocument document = documents.of(audience);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Span span = new Span(behind == null ? document.behind() : behind, ahead == null ? GuideRenderer.AHEAD : ahead);
        Cut cut = document.cut(span, today);
        String name = document.object().substring(document.object().lastIndexOf('/') + 1);
        String etag = "\"" + name + "-" + cut.offset() + "-" + cut.days().packed() + (gzip ? "-gz\"" : "\"");
        return new Ready(document, cut, gzip, etag);
    }

    /** Opens it; empty where it was gone: it is made again by then. */
    Optional<InputStream> open(Audience audience, Ready ready) {
        List<InputStream> parts = new ArrayList<>();
        parts.add(new ByteArrayInputStream(ready.gzip() ? HEADER : new byte[0]));
        Part head = ready.document().head();
        boolean isOneRange = ready.cut().offset() == head.packed();
        Part days = ready.cut().days();
        boolean isThere = isOneRange
                ? add(parts, ready, 0, head.packed() + days.packed())
                : add(parts, ready, 0, head.packed())
                        && add(parts, ready, ready.cut().offset(), days.packed());
        if (!isThere) {
            documents.mend(audience);
            parts.forEach(GuideFiles::close);
            return Optional.empty();
        }
        parts.add(new ByteArrayInputStream(TAIL_BYTES));
        if (ready.gzip()) {
            parts.add(new ByteArrayInputStream(trailer(ready.whole())));
        }
        InputStream all = new SequenceInputStream(Collections.enumeration(parts));
        return Optional.of(ready.gzip() ? all : new Inflating(all));
    }

    private boolean add(List<InputStream> parts, Ready ready, long offset, long length) {
        if (length == 0) {
            return true;
        }
        Optional<Blob> blob = objects.get(ready.document().object(), new ByteRange(offset, length));
        blob.ifPresent(found -> parts.add(found.body()));
        return blob.isPresent();
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] trailer(Part whole) {
        return ByteBuffer.allocate(2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) whole.crc())
                .putInt((int) whole.plain())
                .array();
    }

    private static byte[] deflated(String text) {
        byte[] out = new byte[64];
        try (Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            return Arrays.copyOf(out, deflater.deflate(out));
        }
    }

    private static Part tail() {
        byte[] plain = XmltvText.TAIL.getBytes(StandardCharsets.UTF_8);
        CRC32 crc = new CRC32();
        crc.update(plain);
        return new Part(TAIL_BYTES.length, plain.length, crc.getValue());
    }

    /** Gives its inflater's memory back when it is closed. */
    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in) {
            super(in, new Inflater(true), BLOCK);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
