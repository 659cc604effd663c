package dev.headwater.api.play;

/**
 * Where endless streams are held for a server that can hold none.
 *
 * @param host with its port, where it is not the one of the scheme; viewers reach it by the scheme they came by
 */
public record StreamHost(String host) {}
