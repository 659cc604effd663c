/**
 * Ports to tables, objects and secrets, and the few things built on nothing but them. Adapters live in modules of their
 * own; each runs the contract tests of this package.
 */
package dev.headwater.core.store;
