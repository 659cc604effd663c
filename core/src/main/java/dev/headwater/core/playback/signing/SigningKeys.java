package dev.headwater.core.playback.signing;

import dev.headwater.core.store.SecretStore;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of the edges. There are two from the first day, so that a rotation never has to wait: one signs, edges trust
 * both.
 */
public record SigningKeys(SigningKey active, List<SigningKey> all) {
    public SigningKeys {
        all = List.copyOf(all);
    }

    /** Reads both keys, making them on the first day. */
    public static SigningKeys load(SecretStore secrets) {
        List<SigningKey> keys = List.of(load(secrets, "signing-key-1"), load(secrets, "signing-key-2"));
        return new SigningKeys(keys.getFirst(), keys);
    }

    private static SigningKey load(SecretStore secrets, String name) {
        return SigningKey.decode(
                secrets.getOrCreate(name, () -> SigningKey.generate().encoded()));
    }

    /** What an edge has to know: public keys by key pair id. */
    public Map<String, PublicKey> publicKeys() {
        return all.stream().collect(Collectors.toMap(SigningKey::id, SigningKey::publicKey));
    }

    /** Finds a key by its key pair id. */
    public Function<String, Optional<PublicKey>> finder() {
        Map<String, PublicKey> keys = publicKeys();
        return id -> Optional.ofNullable(keys.get(id));
    }
}
