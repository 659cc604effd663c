package dev.headwater.functions;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.stores.CloudStores;
import dev.headwater.functions.http.ShownSecrets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * What the distribution may show, as the deployment keeps it: the present secret, and the one before it, since a change takes
 * minutes to reach every edge. Read again now and then, and where one is shown that is not known.
 */
final class OriginSecrets implements ShownSecrets {
    /** Names the secret in Secrets Manager. */
    static final String VARIABLE = CloudResources.ORIGIN_SECRET;

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final List<String> STAGES = List.of("AWSCURRENT", "AWSPREVIOUS");

    /** Between two looks, where the last one failed or a secret is not known. */
    private static final Duration AGAIN = Duration.ofSeconds(15);

    private final SecretsManagerClient secrets;
    private final String name;
    private final InstantSource clock;
    private Set<String> known = Set.of();
    private Instant lookedAt = Instant.MIN;
    private Instant due = Instant.MIN;

    OriginSecrets(SecretsManagerClient secrets, String name, InstantSource clock) {
        this.secrets = secrets;
        this.name = name;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException where the environment does not name it */
    static OriginSecrets of(Account account) {
        String name = account.environment().get(VARIABLE);
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("the environment does not say " + VARIABLE);
        }
        CloudStores stores = account.stores();
        return new OriginSecrets(stores.clients().secrets(stores.limits().secrets()), name, account.clock());
    }

    @Override
    public synchronized Set<String> known() {
        Instant now = clock.instant();
        if (!now.isBefore(due)) {
            look(now);
        }
        return known;
    }

    /** {@inheritDoc} So a new one counts at once, and who guesses has little asked. */
    @Override
    public synchronized Set<String> lookedAgain() {
        Instant now = clock.instant();
        if (!now.isBefore(lookedAt.plus(AGAIN))) {
            look(now);
        }
        return known;
    }

    /** What is known outlives a fault. */
    private void look(Instant now) {
        lookedAt = now;
        try {
            known = read();
            due = now.plus(KEPT);
        } catch (SdkException e) {
            if (known.isEmpty()) {
                throw e;
            }
            due = now.plus(AGAIN);
        }
    }

    private Set<String> read() {
        return STAGES.stream().flatMap(stage -> version(stage).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Empty before there is a first. */
    private Optional<String> version(String stage) {
        try {
            return Optional.ofNullable(
                    secrets.getSecretValue(ask -> ask.secretId(name).versionStage(stage))
                            .secretString());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }
}
