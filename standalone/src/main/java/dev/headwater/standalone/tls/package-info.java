/** Certificates and keys as operators bring them. */
package dev.headwater.standalone.tls;
