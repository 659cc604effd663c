/** How commands reach a running server. */
package dev.headwater.standalone.control;
