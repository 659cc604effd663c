package dev.headwater.standalone.check;

import dev.headwater.core.fetch.FetchException;
import dev.headwater.core.fetch.Limited;
import dev.headwater.standalone.check.fmp4.FragmentReader;
import dev.headwater.standalone.check.ts.TsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Has what playlists name, and looks into it. Keeps keys, and of segments what they hold. */
final class Loader {
    private static final long MAX_PLAYLIST = 8L << 20;
    private static final long MAX_SEGMENT = 128L << 20;
    private static final long MAX_HEAD = 1L << 20;
    private static final Set<String> FRAGMENT = Set.of("styp", "moof", "sidx");
    private static final int KEY = 16;
    private static final byte SYNC = 0x47;

    private final Web web;
    private final Map<URI, byte[]> keys = new ConcurrentHashMap<>();
    private final Map<URI, byte[]> heads = new ConcurrentHashMap<>();

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

    private Part look(Entry entry, byte[] transferred, byte[] clear) {
        if (entry.map().isPresent()) {
            return fragment(entry, transferred, clear);
        }
        if (clear.length > 0 && clear[0] == SYNC) {
            return new Part.Ts(entry, transferred.length, TsReader.read(clear));
        }
        if (clear.length >= 8 && FRAGMENT.contains(new String(clear, 4, 4, StandardCharsets.ISO_8859_1))) {
            return new Part.Foreign(entry, transferred.length, Part.WITHOUT_MAP);
        }
        String beginning = new String(clear, 0, Math.min(clear.length, 6), StandardCharsets.ISO_8859_1);
        if (beginning.equals("WEBVTT")) {
            return new Part.Text(entry, transferred.length, new String(clear, StandardCharsets.UTF_8));
        }
        if (beginning.startsWith("ID3")) {
            return new Part.Foreign(entry, transferred.length, "packed audio");
        }
        return entry.seal().isPresent()
                ? new Part.Sealed(entry, "what it decrypts to is neither media nor WebVTT")
                : new Part.Foreign(entry, transferred.length, Part.UNKNOWN);
    }

    /** Heads are read as they are: those of ours are in the clear. */
    private Part fragment(Entry entry, byte[] transferred, byte[] clear) {
        URI url = entry.map().orElseThrow();
        try {
            byte[] head = heads.get(url);
            if (head == null) {
                head = bytes(url, MAX_HEAD);
                heads.put(url, head);
            }
            return new Part.Ts(entry, transferred.length, FragmentReader.read(head, clear));
        } catch (FetchException e) {
            return new Part.Missing(entry, "its EXT-X-MAP: " + e.text());
        } catch (IOException e) {
            return new Part.Missing(entry, "its EXT-X-MAP: " + e.getMessage());
        }
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
        byte[] iv;
        try {
            iv = HexFormat.of().parseHex(seal.iv());
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("its IV is no hexadecimal number", e);
        }
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        return cipher.doFinal(bytes);
    }

    private byte[] bytes(URI url, long most) throws IOException {
        try (Web.Answer answer = web.get(url)) {
            return new Limited(answer.body(), most).readAllBytes();
        }
    }
}
