// Judges annotations (a file with an array of them) by the package validate-web-annotation, as a stranger would.
//
// The package has one fault, which is shown below and mended: `created` and `modified` are dates for it, where the
// Recommendation (3.3.1) demands xsd:dateTime in UTC. And it looks at few members; what it passes over (motivations,
// purposes, selectors, states) the Recommendation's own sentences are asked about here.
'use strict'
const assert = require('assert')
const fs = require('fs')
const asPublished = require('validate-web-annotation')
const schema = require('validate-web-annotation/wadm-schema.js')()
const formats = require('validate-web-annotation/formats')
const Ajv = require('ajv')

for (const time of ['created', 'modified', 'generated']) schema.properties[time].format = 'date-time'
const ajv = new Ajv({ allErrors: true })
ajv.addFormat('iri', formats.iri)
const validate = ajv.compile(schema)

// Example 11 of the Recommendation, which the package as published refuses for its times.
const example = {
  '@context': 'http://www.w3.org/ns/anno.jsonld', id: 'http://example.org/anno11', type: 'Annotation',
  creator: 'http://example.org/user1', created: '2015-01-28T12:00:00Z', modified: '2015-01-29T09:00:00Z',
  generator: 'http://example.org/client1', generated: '2015-02-04T12:00:00Z',
  body: { id: 'http://example.net/review1', creator: 'http://example.net/user2', created: '2014-06-02T17:00:00Z' },
  target: 'http://example.com/restaurant1'
}
assert(!asPublished(example), 'the package has learnt what a time is: ask it as it is')
assert(validate(example), 'the Recommendation\'s own example')

const motivations = ['assessing', 'bookmarking', 'classifying', 'commenting', 'describing', 'editing', 'highlighting',
  'identifying', 'linking', 'moderating', 'questioning', 'replying', 'tagging']
const members = {
  FragmentSelector: ['value'], TextQuoteSelector: ['exact'], TextPositionSelector: ['start', 'end']
}

// What is wrong with a selector and those that refine it.
function wrongSelector (one) {
  const wanted = members[one.type]
  if (!wanted) return [`no selector of the model: ${one.type}`]
  const missing = wanted.filter(name => one[name] === undefined).map(name => `${one.type} without ${name}`)
  const refining = [].concat(one.refinedBy || [])
  if (one.type === 'TextPositionSelector' && !(one.start >= 0 && one.end >= one.start)) missing.push('an end before its start')
  return missing.concat(...refining.map(wrongSelector))
}

// What is wrong with an annotation; nothing is right.
function wrong (one) {
  const found = validate(one) ? [] : validate.errors.map(error => `${error.dataPath} ${error.message}`)
  const { created, modified, ...timeless } = one
  if (!asPublished(timeless)) found.push('refused by the package as it is published')
  if (!motivations.includes(one.motivation)) found.push(`no motivation of the model: ${one.motivation}`)
  for (const body of [].concat(one.body || [])) {
    if (body.purpose && !motivations.includes(body.purpose)) found.push(`no purpose of the model: ${body.purpose}`)
  }
  const state = one.target && one.target.state
  if (state && state.type !== 'TimeState') found.push(`no state of the model: ${state.type}`)
  if (one.target && one.target.selector) found.push(...wrongSelector(one.target.selector))
  return found
}

const all = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))
for (const one of all) assert.deepStrictEqual(wrong(one), [], JSON.stringify(one, null, 1))

// Everything that can be said is among them.
const has = (what, test) => assert(all.some(test), `there is no ${what} among the annotations`)
const own = (one, name) => one[`urn:x-shenbao:ns#${name}`]
for (const kind of ['required', 'suggestion', 'question', 'praise']) has(kind, one => own(one, 'kind') === kind)
for (const motive of ['commenting', 'questioning', 'editing', 'assessing', 'replying']) has(motive, one => one.motivation === motive)
for (const state of ['exact', 'orphaned']) has(state, one => own(one, 'state') === state)
has('remark on the whole', one => own(one, 'kind') && !one.target.selector && !own(one.target, 'section'))
has('remark on a section', one => own(one.target, 'section') === 'budget')
has('remark on a row', one => /^\/tables\/budget\/\d+$/.test((one.target.selector || {}).value))
has('remark on words', one => (one.target.selector || {}).refinedBy)
has('new number', one => [].concat(one.body).some(body => body.value === '80' && body.purpose === 'editing'))
has('amended remark', one => one.modified)
has('settled remark', one => own(one, 'resolved') === true)
has('score', one => own(one, 'points') === 8)
has('abstention', one => own(one, 'points') === null)
has('verdict', one => own(one, 'verdict') === 'approve')

// A check that cannot fail is none: what the package itself has to refuse, and what only the sentences above do.
const words = all.find(one => (one.target.selector || {}).refinedBy)
const spoilt = spoil => {
  const one = JSON.parse(JSON.stringify(words))
  spoil(one)
  return one
}
const refused = {
  'no type': one => { delete one.type },
  'another type': one => { one.type = 'Note' },
  'no context': one => { delete one['@context'] },
  'no id': one => { delete one.id },
  'an id that is no IRI': one => { one.id = 'remark 1' },
  'no target': one => { delete one.target },
  'a target without a source': one => { delete one.target.source },
  'a body without words': one => { delete one.body[0].value },
  'a body and a body value': one => { one.bodyValue = 'x' },
  'a time that is none': one => { one.created = 'yesterday' },
  'a selector without a type': one => { delete one.target.selector.type }
}
for (const [what, spoil] of Object.entries(refused)) assert(!validate(spoilt(spoil)), `the package lets through ${what}`)
const passedOver = {
  'a quote without its words': one => { delete one.target.selector.refinedBy[0].exact },
  'a motivation of our own': one => { one.motivation = 'suggesting' },
  'a state of our own': one => { one.target.state.type = 'Version' }
}
for (const [what, spoil] of Object.entries(passedOver)) assert(wrong(spoilt(spoil)).length > 0, `let through: ${what}`)
const broken = Object.keys(refused).length + Object.keys(passedOver).length
console.log(`${all.length} annotations of the model, ${broken} broken ones refused`)
