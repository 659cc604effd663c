package dev.headwater.aws.secrets;

import dev.headwater.core.Pause;
import dev.headwater.core.store.RestorableSecretStore;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Secrets in Secrets Manager, under one prefix. They are remembered: a secret that was changed or rotated is seen within
 * {@link #REFRESHED_AFTER}, and at once after {@link #refresh()}. What was read once stays good while Secrets Manager is
 * at fault; a secret that is gone, or is to go, is not.
 */
public final class AwsSecretStore implements RestorableSecretStore {
    /** How long what was read is taken for what there is. */
    public static final Duration REFRESHED_AFTER = Duration.ofMinutes(5);
    /** When it is asked again after it was at fault. */
    private static final Duration RETRIED_AFTER = Duration.ofSeconds(15);

    private final RemoteSecrets remote;
    private final InstantSource clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final ReentrantLock reading = new ReentrantLock();

    /**
     * A store over a client, which stays its owner's to close.
     *
     * @param prefix before every name, as {@code CloudResources.secretsPrefix()} has it
     */
    public AwsSecretStore(SecretsManagerClient client, String prefix, InstantSource clock) {
        this(client, prefix, clock, Pause.sleeping());
    }

    AwsSecretStore(SecretsManagerClient client, String prefix, InstantSource clock, Pause pause) {
        this.remote = new RemoteSecrets(client, prefix, pause);
        this.clock = clock;
    }

    /** A class and no record: its text says nothing of the bytes. */
    private static final class Held {
        private final byte[] bytes;
        private final Instant staleAt;

        Held(byte[] bytes, Instant staleAt) {
            this.bytes = bytes;
            this.staleAt = staleAt;
        }
    }

    @Override
    public byte[] getOrCreate(String name, Supplier<byte[]> create) {
        SecretStore.requireName(name);
        Held known = held.get(name);
        if (known == null) {
            return keep(name, remote.getOrCreate(name, create), REFRESHED_AFTER);
        }
        // One asks; others go on with what there is meanwhile.
        if (clock.instant().isBefore(known.staleAt) || !reading.tryLock()) {
            return known.bytes.clone();
        }
        try {
            return keep(name, remote.getOrCreate(name, create), REFRESHED_AFTER);
        } catch (UnavailableException e) {
            return keep(name, known.bytes, RETRIED_AFTER);
        } catch (StoreException e) {
            held.remove(name);
            throw e;
        } finally {
            reading.unlock();
        }
    }

    /** {@inheritDoc} One that was made a moment ago may not be listed yet: Secrets Manager says so of itself. */
    @Override
    public List<String> names() {
        return remote.names();
    }

    @Override
    public void put(String name, byte[] secret) {
        remote.put(SecretStore.requireName(name), secret);
        keep(name, secret, REFRESHED_AFTER);
    }

    /** Forgets what was read: after a restore of the process from a snapshot, which may be old. */
    public void refresh() {
        held.clear();
    }

    /** Without any secret. */
    @Override
    public String toString() {
        return "AwsSecretStore[" + remote + "]";
    }

    private byte[] keep(String name, byte[] bytes, Duration goodFor) {
        held.put(name, new Held(bytes.clone(), clock.instant().plus(goodFor)));
        return bytes.clone();
    }
}
