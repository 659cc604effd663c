package dev.headwater.standalone.runtime;

import dev.headwater.api.admin.OperationException;
import dev.headwater.aws.CloudResources;
import dev.headwater.aws.FunctionNeeds;
import dev.headwater.aws.client.AwsAccess;
import dev.headwater.aws.client.AwsService;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An account to work on.
 *
 * @param name as it is told to operators
 * @param makesMissing whether tables and buckets that are missing are made: at AWS a deployment does that
 * @param needs what this process needs of it
 */
public record Cloud(
        String name, AwsAccess access, CloudResources resources, boolean makesMissing, FunctionNeeds needs) {
    public static final String AWS = "aws";
    public static final String LOCALSTACK = "localstack";

    /** What LocalStack listens on, and what it takes for credentials. */
    private static final Map<String, String> LOCALSTACK_DEFAULTS = Map.of(
            "AWS_ENDPOINT_URL", "http://127.0.0.1:4566",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test");

    private static final String PREFIX = "headwater";

    /**
     * The account that is meant.
     *
     * @param name {@link #AWS}, or {@link #LOCALSTACK} for any endpoint that no deployment prepared
     * @throws OperationException where the environment does not say enough
     */
    public static Cloud of(String name, Map<String, String> environment) {
        return switch (name) {
            case AWS -> {
                if (!isNamed(environment)) {
                    throw new OperationException("--cloud aws has to be told what there is in the account by "
                            + CloudResources.CATALOG_TABLE + " and the others that the deployment printed");
                }
                yield new Cloud(name, access(environment), resources(environment), false, needs(environment));
            }
            case LOCALSTACK -> {
                Map<String, String> with = new HashMap<>(LOCALSTACK_DEFAULTS);
                with.putAll(environment);
                yield new Cloud(
                        name,
                        access(with),
                        isNamed(with) ? resources(with) : CloudResources.named(PREFIX),
                        true,
                        FunctionNeeds.ALL);
            }
            default -> throw new OperationException("--cloud takes " + AWS + " or " + LOCALSTACK);
        };
    }

    /** Whether films are made by MediaConvert: then workers leave them to it. */
    boolean convertsFilms() {
        return name.equals(AWS);
    }

    /** Whether the deployment's functions publish, import guides and carry out takedowns. */
    boolean hasFunctions() {
        return name.equals(AWS);
    }

    /**
     * What a deployment would have made and this process does without, for people.
     *
     * @param unwoken why queues and rules could not be made; empty: they are there
     */
    static String notMade(Optional<String> unwoken) {
        String here = unwoken.isEmpty()
                ? "Tables, buckets, secrets, queues and rules are made here; CloudFront, Lambda and MediaConvert are not"
                : "Tables, buckets and secrets are made here; CloudFront, Lambda, MediaConvert, queues and rules are not";
        return here + ", since this process and its edges do their work"
                + unwoken.map(why -> " (queues and rules: " + why + ")").orElse("");
    }

    /** Where the headend is, for people. */
    public String place() {
        URI tables = access.endpoints().get(AwsService.DYNAMODB);
        return "DynamoDB and S3 at " + (tables == null ? "AWS in " + access.region() : tables) + ", tables "
                + resources.catalogTable() + " and others";
    }

    private static FunctionNeeds needs(Map<String, String> environment) {
        String role = environment.getOrDefault(CloudResources.ROLE, "");
        return switch (role) {
            case "" -> FunctionNeeds.ALL;
            case CloudResources.STREAMS -> FunctionNeeds.STREAMS;
            default ->
                throw new OperationException(CloudResources.ROLE + " is " + CloudResources.STREAMS + " or not set");
        };
    }

    private static boolean isNamed(Map<String, String> environment) {
        return environment.containsKey(CloudResources.CATALOG_TABLE);
    }

    private static AwsAccess access(Map<String, String> environment) {
        try {
            return AwsAccess.of(environment);
        } catch (IllegalArgumentException e) {
            throw new OperationException(String.valueOf(e.getMessage()));
        }
    }

    private static CloudResources resources(Map<String, String> environment) {
        try {
            return CloudResources.of(environment);
        } catch (IllegalArgumentException e) {
            throw new OperationException(String.valueOf(e.getMessage()));
        }
    }
}
