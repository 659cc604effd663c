package dev.headwater.infra.function;

import dev.headwater.aws.CloudResources;
import dev.headwater.infra.Artefacts;
import dev.headwater.infra.Settings;
import dev.headwater.infra.data.Tables;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.IBucket;

/** What every function and container works with: where it is told of it, and what it may do there follows from it. */
public record Surroundings(Settings settings, Artefacts artefacts, Tables tables, IBucket media, IBucket uploads) {

    /** Before the name of every secret that the program keeps, with its slash. */
    public String secretsPrefix() {
        return CloudResources.named(settings.name()).secretsPrefix();
    }

    /** As {@link CloudResources#of} reads it. */
    public Map<String, String> environment() {
        return Map.of(
                CloudResources.CATALOG_TABLE, tables.catalog().getTableName(),
                CloudResources.ACCOUNTS_TABLE, tables.accounts().getTableName(),
                CloudResources.SESSIONS_TABLE, tables.sessions().getTableName(),
                CloudResources.MEDIA_BUCKET, media.getBucketName(),
                CloudResources.UPLOADS_BUCKET, uploads.getBucketName(),
                CloudResources.SECRETS_PREFIX, secretsPrefix());
    }

    RemovalPolicy removal() {
        return settings.ephemeral() ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    }
}
