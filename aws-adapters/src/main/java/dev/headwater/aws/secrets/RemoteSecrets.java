package dev.headwater.aws.secrets;

import dev.headwater.core.Pause;
import dev.headwater.core.store.SecretStore;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** Secrets as Secrets Manager has them now. No secret is in any message. */
final class RemoteSecrets {
    /** As Secrets Manager has it for binary secrets. */
    private static final int MAX_BYTES = 65_536;
    /** Of a secret that another made a moment ago, and that can not be read yet. */
    private static final int MAX_READS = 6;

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final SecretsManagerClient client;
    private final String prefix;
    private final Pause pause;

    RemoteSecrets(SecretsManagerClient client, String prefix, Pause pause) {
        this.client = client;
        this.prefix = prefix;
        this.pause = pause;
    }

    byte[] getOrCreate(String name, Supplier<byte[]> create) {
        return read(name).orElseGet(() -> {
            byte[] made = checked(name, create.get().clone());
            return create(name, made) ? made : readMade(name);
        });
    }

    void put(String name, byte[] secret) {
        byte[] bytes = checked(name, secret.clone());
        if (!replace(name, bytes) && !create(name, bytes) && !replace(name, bytes)) {
            throw new StoreException("the secret " + full(name) + " comes and goes: it can not be kept");
        }
    }

    List<String> names() {
        try {
            Filter ours = Filter.builder()
                    .key(FilterNameStringType.NAME)
                    .values(prefix)
                    .build();
            return client.listSecretsPaginator(request -> request.filters(ours)).stream()
                    .flatMap(page -> page.secretList().stream())
                    .map(SecretListEntry::name)
                    .filter(name -> name.startsWith(prefix))
                    .map(name -> name.substring(prefix.length()))
                    .filter(name -> SecretStore.NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (SdkException e) {
            throw fault("the secrets under " + prefix + " can not be listed", e);
        }
    }

    @Override
    public String toString() {
        return prefix;
    }

    private Optional<byte[]> read(String name) {
        try {
            GetSecretValueResponse answer = client.getSecretValue(request -> request.secretId(full(name)));
            SdkBytes binary = answer.secretBinary();
            if (binary != null) {
                return Optional.of(binary.asByteArray());
            }
            // One that an operator typed in.
            return Optional.of(SdkBytes.fromUtf8String(Objects.requireNonNullElse(answer.secretString(), ""))
                    .asByteArray());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw fault("the secret " + full(name) + " can not be read", e);
        }
    }

    /** What another made: Secrets Manager may need a moment until it says so. */
    private byte[] readMade(String name) {
        for (int read = 1; read <= MAX_READS; read++) {
            Optional<byte[]> made = read(name);
            if (made.isPresent()) {
                return made.get();
            }
            pauseAfter(read);
        }
        throw new StoreException("the secret " + full(name) + " is there and has no value: give it one, or delete it");
    }

    /** False: there is one of that name. */
    private boolean create(String name, byte[] secret) {
        try {
            client.createSecret(request -> request.name(full(name))
                    .description("Of Headwater")
                    .secretBinary(SdkBytes.fromByteArrayUnsafe(secret)));
            return true;
        } catch (ResourceExistsException e) {
            return false;
        } catch (SdkException e) {
            throw fault("the secret " + full(name) + " can not be made", e);
        }
    }

    /** False: there is none of that name. */
    private boolean replace(String name, byte[] secret) {
        try {
            client.putSecretValue(
                    request -> request.secretId(full(name)).secretBinary(SdkBytes.fromByteArrayUnsafe(secret)));
            return true;
        } catch (ResourceNotFoundException e) {
            return false;
        } catch (SdkException e) {
            throw fault("the secret " + full(name) + " can not be kept", e);
        }
    }

    private byte[] checked(String name, byte[] secret) {
        if (secret.length < 1 || secret.length > MAX_BYTES) {
            throw new IllegalArgumentException("the secret " + full(name) + " has not 1 to " + MAX_BYTES + " bytes");
        }
        return secret;
    }

    private String full(String name) {
        return prefix + name;
    }

    private static StoreException fault(String what, SdkException e) {
        if (!(e instanceof AwsServiceException told)) {
            return new UnavailableException(
                    what + ": Secrets Manager can not be reached, or did not answer in time", e);
        }
        String code =
                told.awsErrorDetails() == null ? "" : told.awsErrorDetails().errorCode();
        String kind = " (" + told.statusCode() + " " + code + ")";
        if (e instanceof InvalidRequestException
                && String.valueOf(told.getMessage()).contains("deletion")) {
            return new StoreException(
                    what + ": it is scheduled for deletion; restore it (aws secretsmanager restore-secret)" + kind, e);
        }
        if (told.statusCode() >= 500 || told.isThrottlingException()) {
            return new UnavailableException(what + ": Secrets Manager is at fault, or asked too often" + kind, e);
        }
        boolean isDenied = "AccessDeniedException".equals(code) || told.statusCode() == 403;
        return new StoreException(
                what + ": Secrets Manager " + (isDenied ? "denies access" : "refuses the request") + kind, e);
    }

    private void pauseAfter(int read) {
        pause.of(PAUSE.multipliedBy(1L << read));
        if (Thread.currentThread().isInterrupted()) {
            throw new StoreException("interrupted while waiting for Secrets Manager");
        }
    }
}
