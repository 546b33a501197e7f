/** Reads extracts of the directory of professionals. */
@NullMarked
package fr.dmp.claims.professionals;

import org.jspecify.annotations.NullMarked;
