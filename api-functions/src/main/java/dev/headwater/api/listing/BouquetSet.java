package dev.headwater.api.listing;

import dev.headwater.core.account.Bouquet;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * The bouquets of a line as a set: lines with the same set share every listing.
 *
 * @param names sorted; just {@code all} where that is among them
 */
public record BouquetSet(List<String> names) {
    public BouquetSet {
        names = List.copyOf(names);
    }

    public static BouquetSet of(Collection<String> bouquets) {
        return bouquets.contains(Bouquet.ALL)
                ? new BouquetSet(List.of(Bouquet.ALL))
                : new BouquetSet(List.copyOf(new TreeSet<>(bouquets)));
    }

    /** Names its folder and its item: the same for equal sets, of {@code [a-z0-9]}. */
    public String key() {
        return names.equals(List.of(Bouquet.ALL))
                ? Bouquet.ALL
                : contentHash(String.join("\n", names).getBytes(StandardCharsets.UTF_8));
    }

    /** 96 bits that name content: equal for equal bytes. */
    static String contentHash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
