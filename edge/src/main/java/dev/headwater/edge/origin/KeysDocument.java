package dev.headwater.edge.origin;

import static dev.headwater.edge.json.StrictJson.require;

import dev.headwater.core.store.StoreException;
import dev.headwater.edge.json.StrictJson;
import dev.headwater.edge.json.StrictJson.UnexpectedException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"keys":[{"id":"K…","publicKey":"…","algorithm":"EC"}],"withheld":[7]}}: X.509 SubjectPublicKeyInfo in base64, EC on P-256
 * or RSA of 2048 bits and more, and the streams that are withheld, none where it does not say. Members and algorithms it does not know are passed over, so that an origin may be newer
 * than its edges; anything malformed spoils the whole document.
 */
final class KeysDocument {
    private static final int MAX_WITHHELD = 100_000;
    private static final int MAX_KEYS = 64;
    private static final int P256_BITS = 256;
    private static final int MIN_RSA_BITS = 2048;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");

    private final StrictJson json;
    private final Map<String, PublicKey> keys = new HashMap<>();

    private final Set<Integer> withheld = new HashSet<>();

    private KeysDocument(byte[] document) {
        this.json = new StrictJson(document);
    }

    /**
     * What the document says.
     *
     * @throws StoreException where the document is something else
     */
    static OriginDocument parse(byte[] document) {
        try {
            return new KeysDocument(document).read();
        } catch (UnexpectedException e) {
            throw new StoreException("the origin's list of keys can not be read");
        }
    }

    private OriginDocument read() {
        json.object(name -> {
            switch (name) {
                case "keys" -> json.array(this::key);
                case "withheld" -> json.array(this::stream);
                default -> json.skip();
            }
        });
        json.end();
        require(!keys.isEmpty());
        return new OriginDocument(keys, withheld);
    }

    private void stream() {
        long id = json.number();
        require(id <= Integer.MAX_VALUE && withheld.size() < MAX_WITHHELD);
        withheld.add((int) id);
    }

    private void key() {
        Map<String, String> row = new HashMap<>();
        json.object(name -> {
            switch (name) {
                case "id", "publicKey", "algorithm" -> row.put(name, json.string());
                default -> json.skip();
            }
        });
        String id = row.get("id");
        require(id != null && ID.matcher(id).matches());
        decode(row.get("algorithm"), row.get("publicKey")).ifPresent(key -> require(keys.put(id, key) == null));
        require(keys.size() <= MAX_KEYS);
    }

    private static Optional<PublicKey> decode(@Nullable String algorithm, @Nullable String encoded) {
        require(algorithm != null && encoded != null);
        if (!"EC".equals(algorithm) && !"RSA".equals(algorithm)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(bytes));
            require(isStrong(key));
            return Optional.of(key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new StoreException("the origin's list of keys can not be read");
        }
    }

    private static boolean isStrong(PublicKey key) {
        return switch (key) {
            case ECPublicKey curve -> curve.getParams().getOrder().bitLength() == P256_BITS;
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= MIN_RSA_BITS;
            default -> false;
        };
    }
}
