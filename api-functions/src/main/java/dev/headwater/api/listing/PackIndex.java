package dev.headwater.api.listing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where each document of a pack stands in its two objects. It is an object of its own beside them, and so of any length.
 */
record PackIndex(Map<String, Entry> documents) {
    PackIndex {
        documents = Map.copyOf(documents);
    }

    /**
     * A document.
     *
     * @param hash of its plain bytes
     */
    record Entry(String hash, Part plain, Part gzip) {
        Part part(boolean gzipped) {
            return gzipped ? gzip : plain;
        }
    }

    /** Bytes of an object. */
    record Part(long offset, long length) {}

    Optional<Entry> find(String document) {
        return Optional.ofNullable(documents.get(document));
    }

    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(documents.size());
            for (Map.Entry<String, Entry> document : documents.entrySet()) {
                out.writeUTF(document.getKey());
                Entry entry = document.getValue();
                out.writeUTF(entry.hash());
                for (Part part : new Part[] {entry.plain(), entry.gzip()}) {
                    out.writeLong(part.offset());
                    out.writeLong(part.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static PackIndex decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int count = in.readInt();
            Map<String, Entry> documents = HashMap.newHashMap(count);
            for (int i = 0; i < count; i++) {
                String name = in.readUTF();
                String hash = in.readUTF();
                Part plain = new Part(in.readLong(), in.readLong());
                documents.put(name, new Entry(hash, plain, new Part(in.readLong(), in.readLong())));
            }
            return new PackIndex(documents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
