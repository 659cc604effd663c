package dev.headwater.functions;

import dev.headwater.aws.CloudResources;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.stores.CloudStores;
import dev.headwater.aws.stores.StoreLimits;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a function has in its account, opened.
 *
 * @param environment as Lambda sets it
 * @param scratch below the one folder that can be written to
 */
record Account(
        Map<String, String> environment,
        CloudResources resources,
        CloudStores stores,
        Path scratch,
        InstantSource clock)
        implements AutoCloseable {
    private static final String SCRATCH = "headwater";

    /** @throws IllegalArgumentException where the environment does not say something, with its name */
    static Account open(Map<String, String> environment) {
        return open(environment, StoreLimits.PATIENT);
    }

    /** As {@link #open(Map)}, with what a call of a store is given. */
    static Account open(Map<String, String> environment, StoreLimits limits) {
        CloudResources resources = CloudResources.of(environment);
        InstantSource clock = InstantSource.system();
        return new Account(
                Map.copyOf(environment),
                resources,
                new CloudStores(AwsAccess.of(environment), resources, limits, new SecureRandom(), clock),
                Path.of(System.getProperty("java.io.tmpdir"), SCRATCH),
                clock);
    }

    @Override
    public void close() {
        stores.close();
    }
}
