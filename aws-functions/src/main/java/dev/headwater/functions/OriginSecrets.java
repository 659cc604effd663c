package dev.headwater.functions;

import dev.headwater.aws.CloudResources;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/**
 * What the distribution may show, as the deployment keeps it: the present secret, and the one before it, since a change takes
 * minutes to reach every edge. Read again now and then.
 */
final class OriginSecrets implements Supplier<Set<String>> {
    /** Names the secret in Secrets Manager. */
    static final String VARIABLE = CloudResources.ORIGIN_SECRET;

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final List<String> STAGES = List.of("AWSCURRENT", "AWSPREVIOUS");

    private final SecretsManagerClient secrets;
    private final String name;
    private final InstantSource clock;
    private Set<String> known = Set.of();
    private Instant readAt = Instant.MIN;

    private OriginSecrets(SecretsManagerClient secrets, String name, InstantSource clock) {
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
        return new OriginSecrets(account.stores().clients().secrets(), name, account.clock());
    }

    @Override
    public synchronized Set<String> get() {
        Instant now = clock.instant();
        if (readAt.isBefore(now.minus(KEPT))) {
            known = read();
            readAt = now;
        }
        return known;
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
