package dev.headwater.standalone.check;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.Limited;
import dev.headwater.standalone.check.ts.TsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Has what playlists name, and looks into it. Keeps keys, and of segments what they hold. */
final class Loader {
    private static final long MAX_PLAYLIST = 8L << 20;
    private static final long MAX_SEGMENT = 128L << 20;
    private static final int KEY = 16;
    private static final byte SYNC = 0x47;

    private final Web web;
    private final Map<URI, byte[]> keys = new ConcurrentHashMap<>();

    /** @param url where it came from, against which what it names is resolved */
    record Text(URI url, String text) {}

    Loader(Web web) {
        this.web = web;
    }

    Text playlist(URI url) throws IOException {
        try (Web.Answer answer = web.get(url)) {
            byte[] bytes = new Limited(answer.body(), MAX_PLAYLIST).readAllBytes();
            return new Text(answer.url(), new String(bytes, StandardCharsets.UTF_8));
        }
    }

    Part part(Entry entry) {
        byte[] bytes;
        try {
            bytes = bytes(entry.uri(), MAX_SEGMENT);
        } catch (FetchException e) {
            return new Part.Missing(entry, e.text());
        } catch (IOException e) {
            return new Part.Missing(entry, String.valueOf(e.getMessage()));
        }
        if (!entry.other().isEmpty()) {
            return new Part.Foreign(entry, bytes.length, entry.other());
        }
        if (entry.seal().isEmpty()) {
            return look(entry, bytes, bytes);
        }
        try {
            return look(entry, bytes, open(entry.seal().get(), bytes));
        } catch (FetchException e) {
            return new Part.Sealed(entry, "its key can not be had: " + e.text());
        } catch (IOException | GeneralSecurityException e) {
            return new Part.Sealed(entry, String.valueOf(e.getMessage()));
        }
    }

    private static Part look(Entry entry, byte[] transferred, byte[] clear) {
        if (clear.length > 0 && clear[0] == SYNC) {
            return new Part.Ts(entry, transferred.length, TsReader.read(clear));
        }
        if (entry.seal().isPresent()) {
            return new Part.Sealed(entry, "what it decrypts to is no MPEG-TS");
        }
        String beginning = new String(clear, 0, Math.min(clear.length, 6), StandardCharsets.ISO_8859_1);
        return new Part.Foreign(
                entry,
                transferred.length,
                beginning.equals("WEBVTT") ? "WebVTT" : beginning.startsWith("ID3") ? "packed audio" : "no MPEG-TS");
    }

    private byte[] open(SegmentSeal seal, byte[] bytes) throws IOException, GeneralSecurityException {
        byte[] key = keys.get(seal.key());
        if (key == null) {
            key = bytes(seal.key(), 1 << 10);
            keys.put(seal.key(), key);
        }
        if (key.length != KEY) {
            throw new GeneralSecurityException("its key has " + key.length + " bytes instead of 16");
        }
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new IvParameterSpec(HexFormat.of().parseHex(seal.iv())));
        return cipher.doFinal(bytes);
    }

    private byte[] bytes(URI url, long most) throws IOException {
        try (Web.Answer answer = web.get(url)) {
            return new Limited(answer.body(), most).readAllBytes();
        }
    }
}
