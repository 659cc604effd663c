package dev.headwater.core.backup;

import java.time.Instant;

/**
 * What a backup says of itself.
 *
 * @param created when it was begun
 * @param headwater the version that made it
 * @param media whether packaged films are in it
 */
public record BackupHeader(Instant created, String headwater, boolean media) {}
